import type { AuditEvent, AuditEventType } from '../../model/audit-event';
import { type HardEndRecord, hardEndStream } from '../../model/hard-end';
import type { Ports } from '../deps';
import { hourglass } from '../events';
import { ContentionError } from '../move-lease';

type Deps = Pick<Ports, 'clock' | 'ledger' | 'hardEnds'>;

/** What is said about a change of a record. */
export type HardEndNews = {
  readonly type: Extract<AuditEventType, `HardEnd${string}`>;
  readonly data?: AuditEvent['data'];
  /** The function that changes it. @default hard-end */
  readonly by?: string;
};

/** How often a change is tried again when others write to the same record. */
const TRIES = 8;

/** A record that nobody has written yet; its first version will be 1. */
const emptyRecord = (permissionSetArn: string) => ({
  permissionSetArn,
  entries: [],
  toProvision: [],
  version: 0,
});

/** The record as it is; an empty one when there is none. */
export async function readHardEnd(permissionSetArn: string, deps: Deps): Promise<HardEndRecord> {
  return (await deps.hardEnds.read(permissionSetArn)) ?? emptyRecord(permissionSetArn);
}

/** Writes a record with its event, on the condition that it is still as it was read; `undefined`: somebody else was first. */
export async function changeHardEnd(
  before: HardEndRecord,
  changed: Omit<HardEndRecord, 'version'>,
  { type, data = {}, by = 'hard-end' }: HardEndNews,
  deps: Deps,
): Promise<HardEndRecord | undefined> {
  const after = { ...changed, version: before.version + 1 };
  const result = await deps.ledger.commit(
    [{ kind: 'hard-end', ...(before.version > 0 ? { before } : {}), after }],
    [
      {
        stream: hardEndStream(before.permissionSetArn),
        type,
        at: deps.clock.now(),
        actor: hourglass(by),
        data: { leases: after.entries.length, toProvision: after.toProvision, ...data },
      },
    ],
  );
  return result.kind === 'committed' ? after : undefined;
}

/** Changes the record as it is by then, and lets go of its lock. Throws `ContentionError`. */
export async function releaseHardEnd(
  permissionSetArn: string,
  change: (record: HardEndRecord) => HardEndRecord,
  news: HardEndNews,
  deps: Deps,
): Promise<HardEndRecord> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await readHardEnd(permissionSetArn, deps);
    const { lockedUntil: _, ...changed } = change(before);
    const after = await changeHardEnd(before, changed, news, deps);
    if (after) return after;
  }
  throw new ContentionError(`The hard ends of ${permissionSetArn} keep changing.`);
}
