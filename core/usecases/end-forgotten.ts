import {
  type EndLeaseOutput,
  type JoinedAccess,
  type LeaseTaskInput,
  pauseSeconds,
} from '../contract/workflow';
import type { AssignmentRecord } from '../model/assignment';
import { type Actor, assignmentStream, type AuditEvent } from '../model/audit-event';
import { entitlementKey } from '../model/entitlement';
import { type Finding, findingId, STRAY_LOCK } from '../model/finding';
import type { Lease } from '../model/lease';
import { FoundError } from '../ports/found-error';
import type { Change } from '../ports/ledger';
import type { Ports } from './deps';
import { endStray } from './end-stray';
import { hourglass } from './events';
import { joining } from './join-assignment';
import { ContentionError, moveLease } from './move-lease';
import { creationUnderWay } from './remove-assignment';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'assignments' | 'findings' | 'ledger' | 'grants' | 'trouble' | 'metrics'
>;

const actor = hourglass('end-lease');
const TRIES = 8;

/** The records do not know a lease that its workflow knows: tables were restored to before it. */
class RecordsBehindError extends Error {
  override name = 'RecordsBehindError' as const;
}

/**
 * Ends the access of a lease that the records have forgotten, by what its workflow has kept [G3]: tables were restored to before it
 * joined. A lease that is still there is counted again, and then ends like any other; for one that is lost or was called off meanwhile
 * the access is removed as a left-over, unless another lease counts on it. `undefined`: the records know the lease, so it goes by them.
 */
export async function endForgotten(input: LeaseTaskInput, deps: Deps): Promise<EndLeaseOutput | undefined> {
  const { joined } = input;
  // Who does not know what was joined has nothing to set against the records.
  if (joined === undefined) return undefined;
  const lease = await deps.requests.readLease(input.requestId, input.leaseId);
  if (joined === null || joined.standing) return lease ? undefined : nothingOfOurs(input, deps);
  if (lease?.status === 'scheduled') return countAgain(input, deps);
  if (lease && knowsItsBeginning(lease)) return undefined;
  return endLeftOver(input, joined, deps);
}

function knowsItsBeginning(lease: Lease): boolean {
  return 'activatingAt' in lease && lease.activatingAt !== undefined;
}

/** The lease is in no record and has left nothing in Identity Center. */
function nothingOfOurs(input: LeaseTaskInput, deps: Deps): EndLeaseOutput {
  report(input, deps);
  return { state: 'ended' };
}

function report({ requestId, leaseId }: LeaseTaskInput, deps: Deps): void {
  const error = new RecordsBehindError('The records do not know what the workflow of this lease has done.');
  deps.trouble.report('records-behind', { requestId, leaseId }, error);
}

function later(input: LeaseTaskInput): EndLeaseOutput {
  return { state: 'waiting', retryAfterSeconds: pauseSeconds(input), operationId: input.deletionId ?? '' };
}

async function countAgain(input: LeaseTaskInput, deps: Deps): Promise<EndLeaseOutput | undefined> {
  let locked = false;
  await moveLease(
    input,
    actor,
    ({ lease, record, now }) => {
      locked = record?.lock !== undefined;
      if (locked || lease.status !== 'scheduled') return undefined;
      const move = joining(lease, record, false, now);
      return { ...move, event: { ...move.event, data: { ...move.event.data, forgotten: true } } };
    },
    deps,
  );
  if (locked) return later(input);
  report(input, deps);
  return undefined;
}

async function endLeftOver(input: LeaseTaskInput, access: JoinedAccess, deps: Deps): Promise<EndLeaseOutput> {
  const { beneficiaryId, entitlement } = access;
  const id = findingId('left-over', entitlement, beneficiaryId);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const [before, finding] = await Promise.all([
      deps.assignments.read(beneficiaryId, entitlement),
      deps.findings.read(id),
    ]);
    // Its finding is settled when the access is gone; then there is nothing left to do.
    if (before?.forgotten?.includes(input.leaseId))
      return endStray({ findingId: id, attempt: input.attempt, deletionId: input.deletionId }, deps);
    if (before?.lock && before.lock.leaseId !== STRAY_LOCK) return later(input);
    if (await creationUnderWay(access, input.creationId ?? '', deps)) return later(input);
    await leaveOver({ leaseId: input.leaseId, actor }, access, before, finding, deps);
  }
  throw new ContentionError(`The records of ${input.leaseId} keep changing.`);
}

/**
 * Takes the lease off the record, if it was there, and what was decided without knowing of it: that its access is standing. Locked as
 * left over when no other lease counts on it. False: somebody else wrote first.
 */
export async function leaveOver(
  { leaseId, actor: by }: { readonly leaseId: string; readonly actor: Actor },
  { beneficiaryId, entitlement }: Pick<JoinedAccess, 'beneficiaryId' | 'entitlement'>,
  before: AssignmentRecord | undefined,
  finding: Finding | undefined,
  deps: Pick<Ports, 'clock' | 'ledger' | 'trouble'>,
): Promise<boolean> {
  const now = deps.clock.now();
  const leases = (before?.leases ?? []).filter((id) => id !== leaseId);
  const leftOver = leases.length === 0;
  const after: AssignmentRecord = {
    ...before,
    beneficiaryId,
    entitlement,
    leases,
    standing: false,
    ...(leftOver ? { lock: before?.lock ?? { leaseId: STRAY_LOCK, since: now } } : {}),
    forgotten: [...(before?.forgotten ?? []), leaseId],
    version: (before?.version ?? 0) + 1,
  };
  const found = leftOver && !finding ? leftOverOf({ beneficiaryId, entitlement }, now) : undefined;
  const changes: Change[] = [
    before ? { kind: 'assignment', before, after } : { kind: 'assignment', after },
    ...(found ? [{ kind: 'finding' as const, after: found }] : []),
  ];
  const event: AuditEvent = {
    stream: assignmentStream(beneficiaryId, entitlementKey(entitlement)),
    type: 'AssignmentMended',
    at: now,
    actor: by,
    data: { over: [leaseId], leftOver, forgotten: true },
  };
  const result = await deps.ledger.commit(changes, [event]);
  if (found && result.kind === 'committed')
    deps.trouble.report(
      'assignment-left-over',
      { findingId: found.id },
      new FoundError('A lease that is over or forgotten'),
    );
  return result.kind === 'committed';
}

function leftOverOf(access: Pick<Finding, 'beneficiaryId' | 'entitlement'>, now: number): Finding {
  const { beneficiaryId, entitlement } = access;
  const id = findingId('left-over', entitlement, beneficiaryId);
  return { id, kind: 'left-over', beneficiaryId, entitlement, since: now, endAskedAt: now, version: 1 };
}
