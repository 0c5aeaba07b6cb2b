import { wireTime } from '../support/wire-time';
import type { Organization } from './organization';
import type { Account, Creation, Unit } from './state';

const arn = (organization: Organization, kind: string, ...path: string[]) =>
  `arn:aws:organizations::${organization.managementAccountId}:${kind}/${[organization.id, ...path].join('/')}`;

const path = (organization: Organization, id: string) =>
  `${[organization.id, ...organization.tree.pathTo(id)].join('/')}/`;

/** An account as it is answered: by `State` alone, since `Status` was retired on 2026-09-09. */
export function answeredAccount(organization: Organization, account: Account) {
  return {
    Id: account.id,
    Arn: arn(organization, 'account', account.id),
    Email: account.email,
    Name: account.name,
    State: account.state,
    Paths: [path(organization, account.id)],
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: wireTime(account.joinedAt),
  };
}

/** An organizational unit as it is answered. */
export function answeredUnit(organization: Organization, unit: Unit) {
  return {
    Id: unit.id,
    Arn: arn(organization, 'ou', unit.id),
    Name: unit.name,
    Path: path(organization, unit.id),
  };
}

/** The root as it is answered. */
export function answeredRoot(organization: Organization) {
  const { rootId } = organization.tree;
  const PolicyTypes = [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }];
  return { Id: rootId, Arn: arn(organization, 'root', rootId), Name: 'Root', PolicyTypes };
}

/** The organization as it is answered. */
export function answeredOrganization(organization: Organization) {
  const management = organization.requireAccount(organization.managementAccountId);
  return {
    Id: organization.id,
    Arn: arn(organization, 'organization'),
    FeatureSet: 'ALL',
    MasterAccountArn: arn(organization, 'account', management.id),
    MasterAccountId: management.id,
    MasterAccountEmail: management.email,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

/** A finished request for an account as it is answered. */
export function answeredCreation(creation: Creation) {
  return {
    Id: creation.id,
    AccountName: creation.accountName,
    State: creation.failureReason === undefined ? 'SUCCEEDED' : 'FAILED',
    RequestedTimestamp: wireTime(creation.requestedAt),
    CompletedTimestamp: wireTime(creation.requestedAt),
    AccountId: creation.accountId,
    FailureReason: creation.failureReason,
  };
}
