import type { AuditEvent } from '../model/audit-event';
import type { DirectorySnapshot } from '../model/directory';
import type { Person } from '../model/person';
import type { AccessRequest } from '../model/request';
import type { RoleGroups } from './caller-identity';

/** Somebody who is told how a request stands, and why it is they. */
export type Reader = { readonly person: Person; readonly because: string };

const OWN = 'You get this because the request is yours or was made for you.';
const APPROVED = 'You get this because you approved this request.';
const OVERSEES = 'You get this because you are an administrator or an auditor of Hourglass.';

/**
 * Who is told of an event: requester and beneficiary; of access that could not be given also those who approved it; of access that
 * cannot be removed the admins and auditors, since the holder cannot mend it.
 */
export function readersOf(
  event: Pick<AuditEvent, 'type'>,
  request: AccessRequest,
  snapshot: DirectorySnapshot,
  roles: RoleGroups,
): Reader[] {
  const own = [request.requester.userId, request.beneficiary.userId];
  const people = (ids: readonly string[], because: string) =>
    snapshot.people.filter(({ userId }) => ids.includes(userId)).map((person) => ({ person, because }));
  if (event.type === 'LeaseOrphaned')
    return people(membersOf([roles.adminGroupId, roles.auditorGroupId], snapshot), OVERSEES);
  if (event.type !== 'RequestFailed' && event.type !== 'LeaseFailed') return people(own, OWN);
  const approvers = request.decisions
    .filter(({ answer, approver }) => answer === 'approve' && !own.includes(approver.userId))
    .map(({ approver }) => approver.userId);
  return [...people(own, OWN), ...people(approvers, APPROVED)];
}

/** Ids of the members of some groups. */
export function membersOf(groupIds: readonly string[], { members }: DirectorySnapshot): string[] {
  return groupIds.flatMap((groupId) => members[groupId] ?? []);
}
