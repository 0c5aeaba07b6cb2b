import type { EmergencyScope } from '../../model/emergency';
import { oneLine } from '../../notices/plain';
import { END_EVERYTHING_WORDS } from '../../rules/emergency';
import type { Ports } from '../deps';

type Deps = Pick<Ports, 'requests' | 'directory'>;

/** What a scope is called, and what has to be typed to end it. */
export type NamedScope = { readonly name: string; readonly confirmation: string };

/**
 * Names a scope, as the directory knows it, or else by its id: what the directory has lost can be ended all the same [G7].
 * `undefined`: there is no such lease.
 */
export async function nameScope(scope: EmergencyScope, deps: Deps): Promise<NamedScope | undefined> {
  if (scope.kind === 'everything') return { name: 'everything', confirmation: END_EVERYTHING_WORDS };
  if (scope.kind === 'lease') return nameLease(scope.requestId, scope.leaseId, deps);
  const name = oneLine(await nameInDirectory(scope, deps));
  return { name, confirmation: name };
}

async function nameLease(requestId: string, leaseId: string, deps: Deps): Promise<NamedScope | undefined> {
  const [request, lease] = await Promise.all([
    deps.requests.read(requestId),
    deps.requests.readLease(requestId, leaseId),
  ]);
  if (!request || !lease) return undefined;
  const { name, permissionSetName } = lease.target;
  const what = oneLine(permissionSetName === '' ? name : `${permissionSetName} in ${name}`);
  return { name: `${what} for ${oneLine(request.beneficiary.displayName)}`, confirmation: what };
}

async function nameInDirectory(
  scope: Extract<EmergencyScope, { kind: 'person' | 'account' | 'permission-set' }>,
  deps: Deps,
): Promise<string> {
  const { people, accounts, permissionSets } = await deps.directory.snapshot();
  switch (scope.kind) {
    case 'person':
      return people.find(({ userId }) => userId === scope.userId)?.displayName || scope.userId;
    case 'account':
      return accounts.find(({ id }) => id === scope.accountId)?.name || scope.accountId;
    case 'permission-set':
      return permissionSets.find(({ arn }) => arn === scope.permissionSetArn)?.name || scope.permissionSetArn;
  }
}
