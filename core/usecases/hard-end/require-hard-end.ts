import type { HardEndEntry } from '../../model/hard-end';
import { toIso } from '../../model/instant';
import type { Lease } from '../../model/lease';
import type { RefusalReason } from '../../model/refusal';
import type { Ports } from '../deps';
import { ContentionError, readLeaseFacts } from '../move-lease';
import { changeHardEnd, readHardEnd } from './hard-end-record';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'assignments' | 'ledger' | 'hardEnds' | 'hardEndMode' | 'metrics'
>;

/** `not-yet`: asked for, and in force after `hard-end` has run for the permission set. */
export type RequiredHardEnd =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-yet'; readonly permissionSetArn: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

const TRIES = 8;
const ready: RequiredHardEnd = { kind: 'ready' };

/**
 * Whether running sessions of a lease will be denied at its end, where the installation requires that: asked after the lease has
 * joined its assignment record and before Identity Center is asked for anything, so that no session can exist without its end
 * [G2, G3]. Standing access is never denied [G4].
 */
export async function requireHardEnd(
  ids: { readonly requestId: string; readonly leaseId: string },
  deps: Deps,
): Promise<RequiredHardEnd> {
  if (deps.hardEndMode !== 'permission-set') return ready;
  const { lease, record: assignment } = await readLeaseFacts(ids, deps);
  const { entitlement } = lease.target;
  if (lease.status !== 'activating' || entitlement.kind !== 'account-assignment') return ready;
  if (assignment?.standing) return ready;
  const { permissionSetArn, accountId } = entitlement;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const record = await readHardEnd(permissionSetArn, deps);
    const known = record.entries.find(({ leaseId }) => leaseId === lease.id);
    if (known) return answerOf(known, permissionSetArn);
    const { id: leaseId, requestId } = lease;
    const entries = [...record.entries, entryOf(lease, accountId)];
    const data = { leaseId, requestId, accountId, endsAt: toIso(lease.endsAt) };
    const news = { type: 'HardEndAsked', data, by: 'activate-lease' } as const;
    if (await changeHardEnd(record, { ...record, entries }, news, deps))
      return { kind: 'not-yet', permissionSetArn };
  }
  throw new ContentionError(`The hard ends of ${permissionSetArn} keep changing.`);
}

function answerOf({ state, reason }: HardEndEntry, permissionSetArn: string): RequiredHardEnd {
  switch (state) {
    case 'written':
      return ready;
    case 'asked':
      return { kind: 'not-yet', permissionSetArn };
    case 'refused':
      return {
        kind: 'refused',
        reason: { code: 'hard-end-impossible', message: reason ?? 'It cannot be written.' },
      };
  }
}

function entryOf(lease: Extract<Lease, { status: 'activating' }>, accountId: string): HardEndEntry {
  return {
    leaseId: lease.id,
    requestId: lease.requestId,
    beneficiaryId: lease.beneficiaryId,
    accountId,
    joinedAt: lease.activatingAt,
    endsAt: lease.endsAt,
    sessionMinutes: lease.target.sessionMinutes,
    state: 'asked',
  };
}
