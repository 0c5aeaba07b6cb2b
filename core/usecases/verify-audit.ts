import type { z } from 'zod';
import type { AuditVerification, AuditVerificationQuery } from '../contract/audit';
import type { ChainedEvent } from '../model/audit-event';
import { fromIso } from '../model/instant';
import { verifyChain } from '../rules/audit-chain';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { type NotFound, notFound } from './outcome';

type Verification = z.output<typeof AuditVerification>;
type Problem = Verification['problems'][number];

/** Problems are told up to here; one is reason enough for alarm. */
const MOST_PROBLEMS = 100;

/** Checks the hash chains of all events of a time, for auditors. */
export async function verifyAudit(
  input: { readonly viewer: Viewer; readonly query: z.output<typeof AuditVerificationQuery> },
  deps: Pick<Ports, 'audit' | 'sha256'>,
): Promise<Found<Verification> | NotFound> {
  if (!input.viewer.auditor) return notFound;
  return found(await verifyBetween(fromIso(input.query.from), fromIso(input.query.to), deps));
}

/** Checks the hash chains of the events in [from, to), in epoch milliseconds. A stream may have begun earlier. */
export async function verifyBetween(
  from: number,
  to: number,
  deps: Pick<Ports, 'audit' | 'sha256'>,
): Promise<Verification> {
  const streams = new Map<string, ChainedEvent[]>();
  let events = 0;
  for await (const event of deps.audit.between(from, to)) {
    const known = streams.get(event.stream);
    if (known) known.push(event);
    else streams.set(event.stream, [event]);
    events += 1;
  }
  const problems = [...streams.values()].flatMap((stream) => problemsOf(stream, deps));
  return {
    ok: problems.length === 0,
    streams: streams.size,
    events,
    problems: problems.slice(0, MOST_PROBLEMS),
  };
}

function problemsOf(stream: readonly ChainedEvent[], deps: Pick<Ports, 'sha256'>): Problem[] {
  const verdict = verifyChain(stream, deps.sha256, { partial: true });
  if (verdict.ok) return [];
  const { sequence, problem, message } = verdict;
  return [{ stream: verdict.stream, sequence, problem, message }];
}
