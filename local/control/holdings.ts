import type { Assignment } from '../aws/identity-center/state';
import type { ControlContext } from './context';

/** An assignment that Identity Center holds, with the names of what it is about. */
export type Holding = Assignment & {
  /** User name or group name; the id when the principal is gone. */
  readonly holder: string;
  readonly accountName: string;
  readonly permissionSetName: string;
};

type Services = Pick<ControlContext['services'], 'identityStore' | 'ssoAdmin' | 'organizations'>;

/** Everything that Identity Center holds now: people first, by name. */
export function holdingsOf({ identityStore, ssoAdmin, organizations }: Services): Holding[] {
  const userNames = new Map(identityStore.users().map((user) => [user.id, user.attributes.UserName]));
  const nameOf = ({ principalType, principalId }: Assignment) =>
    (principalType === 'USER' ? userNames.get(principalId) : identityStore.groupName(principalId)) ??
    principalId;
  return ssoAdmin
    .assignments()
    .map((assignment) => ({
      ...assignment,
      holder: nameOf(assignment),
      accountName: organizations.accountName(assignment.accountId) ?? assignment.accountId,
      permissionSetName:
        ssoAdmin.permissionSet(assignment.permissionSetArn)?.name ?? assignment.permissionSetArn,
    }))
    .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
}

const keyOf = ({ principalType, holder, accountName, permissionSetName }: Holding) =>
  [principalType === 'USER' ? 0 : 1, holder, accountName, permissionSetName].join(' ');
