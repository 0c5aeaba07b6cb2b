import type { LeaseTaskInput } from '../contract/workflow';
import type { AccountAssignment } from '../model/entitlement';
import { SECOND } from '../model/instant';
import type { EndingLease, Lease } from '../model/lease';
import { GrantsBusyError, type OperationStart } from '../ports/grants';
import { deletionTrouble } from '../rules/deletion-trouble';
import type { Ports } from './deps';
import { operate } from './operate';

type Deps = Pick<Ports, 'clock' | 'grants' | 'metrics'>;

/**
 * Whether access that was confirmed is no longer listed though nobody has asked for its deletion yet: somebody removed it by another
 * way. It is deleted all the same; this only tells people what happened, so not being able to look is no obstacle.
 */
export async function goneAlready(lease: EndingLease, deps: Deps): Promise<boolean> {
  if (lease.activatedAt === undefined) return false;
  return (await listed(lease, deps)) === false;
}

/** `undefined`: Identity Center could not be asked now. */
async function listed(lease: EndingLease, deps: Deps): Promise<boolean | undefined> {
  try {
    return await deps.grants.holds(lease.beneficiaryId, assignmentOf(lease));
  } catch (error) {
    if (error instanceof GrantsBusyError) return undefined;
    throw error;
  }
}

function assignmentOf({ target: { entitlement } }: Lease): AccountAssignment {
  if (entitlement.kind !== 'account-assignment') throw new Error(`${entitlement.kind} cannot be ended yet`);
  return entitlement;
}

/** `gone`: there was nothing left to delete. `stuck`: it is listed and cannot be deleted. */
export type Removed =
  | { readonly kind: 'removed' | 'gone' }
  | { readonly kind: 'stuck'; readonly reason: string }
  | { readonly kind: 'unfinished'; readonly operationId: string };

const notYet: Removed = { kind: 'unfinished', operationId: '' };

/**
 * `removed` once a deletion is through and Identity Center no longer lists the assignment. Not being listed alone is not enough: a
 * creation that is still running would bring it back. While one runs, Identity Center answers a deletion with a conflict.
 */
export async function removeAssignment(
  lease: EndingLease,
  input: LeaseTaskInput,
  deps: Deps,
): Promise<Removed> {
  const entitlement = assignmentOf(lease);
  if (await creationRuns(lease, input, deps)) return notYet;
  const deleted = await operate(
    input.deletionId ?? '',
    () => askDeletion(lease, entitlement, deps),
    (id) => deps.grants.deletion(id),
    deps,
  );
  if (deleted.kind === 'unfinished') return deleted;
  const still = await listed(lease, deps);
  if (still === undefined) return notYet;
  if (!still) return { kind: deleted.kind === 'succeeded' ? 'removed' : 'gone' };
  if (deleted.kind === 'gone') return { kind: 'stuck', reason: deleted.reason };
  const reason =
    deleted.kind === 'failed'
      ? deleted.reason
      : 'The deletion succeeded, but the assignment is still listed.';
  const trouble = deletionTrouble({ reason, dueAt: dueAt(lease), now: deps.clock.now() });
  return trouble === 'orphan' ? { kind: 'stuck', reason } : notYet;
}

async function askDeletion(
  lease: EndingLease,
  entitlement: AccountAssignment,
  deps: Deps,
): Promise<OperationStart> {
  const start = await deps.grants.delete(lease.beneficiaryId, entitlement);
  if (start.kind === 'started')
    deps.metrics.put('SecondsToDeletion', Math.max(0, deps.clock.now() - dueAt(lease)) / SECOND);
  return start;
}

const dueAt = ({ endsAt, endAskedAt }: EndingLease) => Math.min(endsAt, endAskedAt);

/** A creation that an activation left behind; one whose answer was lost with its caller is looked for. */
async function creationRuns(lease: EndingLease, input: LeaseTaskInput, deps: Deps): Promise<boolean> {
  if (!input.creationId && (lease.activatedAt !== undefined || input.deletionId)) return false;
  const access = { beneficiaryId: lease.beneficiaryId, entitlement: assignmentOf(lease) };
  return creationUnderWay(access, input.creationId ?? '', deps);
}

/** Whether Identity Center is still making this access: the creation of that id, or, without one, any. */
export async function creationUnderWay(
  access: { readonly beneficiaryId: string; readonly entitlement: AccountAssignment },
  creationId: string,
  deps: Deps,
): Promise<boolean> {
  if (creationId !== '') return (await deps.grants.creation(creationId)).state === 'in-progress';
  try {
    const running = await deps.grants.runningCreation(access.beneficiaryId, access.entitlement);
    return running !== undefined;
  } catch (error) {
    if (error instanceof GrantsBusyError) return true;
    throw error;
  }
}
