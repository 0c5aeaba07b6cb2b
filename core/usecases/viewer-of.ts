import type { Person } from '../model/person';
import type { AccessRequest } from '../model/request';
import { approverKeys } from '../rules/approval';
import type { Doer } from '../rules/asker';
import { maySee } from '../rules/visibility';
import type { Caller, Ports } from './deps';

/** Somebody who wants to change a request. */
export type Changer = {
  readonly caller: Caller;
  /** The group that sees every request and changes none. @default nobody sees a request as auditor */
  readonly auditorGroupId?: string | undefined;
};

/**
 * The caller before one request, by Identity Center at this moment [G8]: of their groups those that matter to it.
 * `undefined`: the request does not exist for them, or Identity Center does not know them.
 */
export async function viewerOf(
  { caller: { userId }, auditorGroupId }: Changer,
  request: AccessRequest,
  deps: Pick<Ports, 'live'>,
): Promise<{ readonly person: Person; readonly viewer: Doer } | undefined> {
  const asked = [...approverKeys(request.needs).groups, ...(auditorGroupId ? [auditorGroupId] : [])];
  const [person, groups] = await Promise.all([
    deps.live.person(userId),
    deps.live.memberOf(userId, [...new Set(asked)]),
  ]);
  if (!person) return undefined;
  const groupIds = new Set(groups);
  const auditor = auditorGroupId !== undefined && groupIds.has(auditorGroupId);
  const viewer = { userId, groupIds, enabled: person.enabled };
  return maySee({ viewer: { ...viewer, auditor }, request }) ? { person, viewer } : undefined;
}
