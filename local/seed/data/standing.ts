import type { GroupName } from './groups';
import type { PermissionSetName } from './permission-sets';

/** An assignment that was there before Hourglass, and that Hourglass never removes. */
export type Standing = {
  readonly holder: { readonly person: string } | { readonly group: GroupName };
  readonly account: string;
  readonly permissionSet: PermissionSetName;
};

const person = (userName: string, account: string, permissionSet: PermissionSetName): Standing => ({
  holder: { person: userName },
  account,
  permissionSet,
});
const group = (name: GroupName, account: string, permissionSet: PermissionSetName): Standing => ({
  holder: { group: name },
  account,
  permissionSet,
});

/** Who held what before Hourglass came. */
export const STANDING: readonly Standing[] = [
  person('rui', 'payments-ledger-prod', 'ReadOnlyAccess'),
  person('mateo', 'payments-api-prod', 'ReadOnlyAccess'),
  person('yuki', 'data-lake-prod', 'ReadOnlyAccess'),
  person('kofi', 'identity-login-prod', 'ReadOnlyAccess'),
  person('camille', 'web-shop-prod', 'ReadOnlyAccess'),
  person('grace', 'ci-cd', 'PowerUserAccess'),
  person('marek', 'network-hub', 'NetworkOperator'),
  group('payments-engineers', 'payments-api-dev', 'PowerUserAccess'),
  group('data-engineers', 'data-lake-dev', 'PowerUserAccess'),
  group('commerce-engineers', 'web-shop-dev', 'PowerUserAccess'),
  group('identity-engineers', 'identity-login-dev', 'PowerUserAccess'),
  group('platform', 'observability', 'ReadOnlyAccess'),
  group('security', 'security-tooling', 'SecurityAudit'),
];
