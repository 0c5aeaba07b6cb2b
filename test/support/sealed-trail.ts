import { createHash } from 'node:crypto';
import { checkSignature } from '../../aws/check-signature';
import {
  type Actor,
  AuditEventType,
  type ChainedEvent,
  policyStream,
  requestStream,
  type StoredEvent,
} from '../../core/model/audit-event';
import type { StoredRoot } from '../../core/model/audit-root';
import { DAY, dayOf, HOUR } from '../../core/model/instant';
import type { AuditProblem } from '../../core/rules/audit-problem';
import { chainEvent } from '../../core/rules/audit-chain';
import { sealAudit } from '../../core/usecases/seal-audit';
import { type AuditSource, verifyTrail } from '../../core/usecases/verify-audit';
import { buildEvent, ref } from './build';
import { FakeAuditRoots, FakeAuditTrail, FakeClock, FakeRootSigner, FakeStore, START } from './fakes';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Everything that a verification reads, as lists that a test may tamper with. */
export type Stored = {
  readonly events: readonly (StoredEvent & { readonly day: string })[];
  readonly roots: readonly StoredRoot[];
  readonly heads: Readonly<Record<string, readonly unknown[]>>;
};

const ACTORS: readonly Actor[] = [
  { kind: 'person', person: ref('ada') },
  { kind: 'machine', name: 'pipeline' },
  { kind: 'hourglass', part: 'end-lease' },
];

/** Facts of every kind that an event can hold. */
const DATA = {
  text: 'why',
  count: 3,
  yes: true,
  nothing: null,
  list: ['a', { b: 1 }],
  nested: { from: 'x', to: { y: 2 } },
};

const STREAMS = [requestStream('r1'), requestStream('r2'), policyStream('eligibility', 'p1'), 'settings'];

/** One event of each type, with actors of each kind, in some streams over three days, in the order in which they happened. */
export function eventsOfEveryType(): ChainedEvent[] {
  const last = new Map<string, ChainedEvent>();
  return [...AuditEventType.options, ...AuditEventType.options].map((type, index, all) => {
    const stream = STREAMS[index % STREAMS.length] ?? 'settings';
    const at = START + Math.floor((index * 3) / all.length) * DAY + index * 1_000;
    const actor = ACTORS[index % ACTORS.length] ?? buildEvent().actor;
    const event = chainEvent(buildEvent({ stream, type, at, actor, data: DATA }), last.get(stream), sha256);
    last.set(stream, event);
    return event;
  });
}

/** Three sealed days. */
export async function sealedTrail() {
  const store = new FakeStore();
  for (const event of eventsOfEveryType())
    store.streams.set(event.stream, [...(store.streams.get(event.stream) ?? []), event]);
  const clock = new FakeClock();
  clock.advance(3 * DAY + 3 * HOUR);
  const roots = new FakeAuditRoots();
  const signer = new FakeRootSigner();
  const audit = new FakeAuditTrail(store);
  const ports = { audit, roots, rootSigner: signer, clock, sha256 };
  const sealing = await sealAudit(ports);
  const publicKey = await signer.publicKey();
  const through = [...roots.roots.keys()].at(-1) ?? '';
  const stored: Stored = {
    events: store.events().map((event) => ({
      day: dayOf(event.at),
      stream: event.stream,
      sequence: event.sequence,
      record: event,
    })),
    roots: [...roots.roots].map(([day, record]) => ({ day, record })),
    heads: Object.fromEntries(roots.kept),
  };
  return { stored, sealing, publicKey, signer, ports, store, through };
}

/** Everything that a verification of `stored` finds. */
export async function problemsOf(
  stored: Stored,
  publicKey: string,
  sealedThrough?: string,
  days: { readonly from?: string; readonly to?: string } = {},
): Promise<AuditProblem[]> {
  const problems: AuditProblem[] = [];
  const source: AuditSource = {
    async *day(day) {
      yield* stored.events.filter((event) => event.day === day);
    },
    async *all() {
      yield* stored.roots;
    },
    async *heads(day) {
      yield* stored.heads[day] ?? [];
    },
  };
  const input = { ...days, sealedThrough, publicKeys: [publicKey] };
  await verifyTrail(input, source, { sha256, checkSignature }, (problem) => problems.push(problem));
  return problems;
}
