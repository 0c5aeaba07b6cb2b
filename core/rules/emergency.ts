import type { EmergencyScope } from '../model/emergency';
import { type EpochMs, SECOND } from '../model/instant';
import type { Lease } from '../model/lease';
import type { AccessRequest } from '../model/request';

/** What is typed to declare an emergency stop. */
export const DECLARE_WORDS = 'stop activations';

/** What is typed to lift an emergency stop. */
export const LIFT_WORDS = 'lift the stop';

/** Whether somebody may end any access and stop activations in an emergency: admins and responders. */
export function mayRespond(viewer: { readonly admin: boolean; readonly responder: boolean }): boolean {
  return viewer.admin || viewer.responder;
}

/** What is wrong with a typed confirmation; `undefined`: nothing. Blanks around it do not count, everything else does. */
export function confirmationProblem(typed: string, expected: string): string | undefined {
  const same = typed.trim().normalize('NFC') === expected.trim().normalize('NFC');
  return same ? undefined : `must be typed exactly as “${expected}”`;
}

/** What is typed to end everything. */
export const END_EVERYTHING_WORDS = 'end everything';

/** The clocks of two functions may differ by this much, in milliseconds. */
const CLOCKS_DIFFER = 5 * SECOND;

/**
 * Whether an order of `orderedAt` covers a lease: it is of the scope, it was granted before the order (whether or not it has
 * begun), and it is not over. What is granted later is not covered: an emergency stop is for that.
 */
export function covers(
  order: { readonly scope: EmergencyScope; readonly orderedAt: EpochMs },
  request: AccessRequest,
  lease: Lease,
): boolean {
  if (lease.status === 'ended' || lease.status === 'failed') return false;
  if (!('approvedAt' in request) || request.approvedAt > order.orderedAt + CLOCKS_DIFFER) return false;
  return isOf(order.scope, lease);
}

function isOf(scope: EmergencyScope, { id, beneficiaryId, target: { entitlement } }: Lease): boolean {
  const assigned = entitlement.kind === 'account-assignment' ? entitlement : undefined;
  switch (scope.kind) {
    case 'lease':
      return id === scope.leaseId;
    case 'person':
      return beneficiaryId === scope.userId;
    case 'account':
      return assigned?.accountId === scope.accountId;
    case 'permission-set':
      return assigned?.permissionSetArn === scope.permissionSetArn;
    case 'everything':
      return true;
  }
}
