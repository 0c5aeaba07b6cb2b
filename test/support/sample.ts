import { DirectorySnapshot } from '../../core/model/directory';
import { START } from './fakes/fake-clock';

/** Units of the sample organization: root → Workloads → (Production → Payments, Development), root → Sandbox. */
export const UNITS = {
  root: 'r-exam',
  workloads: 'ou-exam-workload',
  production: 'ou-exam-producti',
  payments: 'ou-exam-payments',
  development: 'ou-exam-developm',
  sandbox: 'ou-exam-sandboxx',
} as const;

const { root, workloads, production, payments, development, sandbox } = UNITS;

/** Accounts of the sample organization. */
export const ACCOUNTS = {
  management: '100000000001',
  payments: '100000000002',
  shop: '100000000003',
  development: '100000000004',
  sandbox: '100000000005',
  suspended: '100000000006',
} as const;

const arn = (digit: string) => `arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-${digit.repeat(16)}`;

/** ARNs of the sample permission sets; `organization` is provisioned in the management account. */
export const PERMISSION_SETS = {
  readOnly: arn('1'),
  developer: arn('2'),
  admin: arn('3'),
  organization: arn('4'),
} as const;

/** Ids of the sample groups. */
export const GROUPS = {
  engineers: 'group-engineers',
  leads: 'group-leads',
  security: 'group-security',
  support: 'group-support',
  auditors: 'group-auditors',
  admins: 'group-admins',
  responders: 'group-responders',
} as const;

/** Ids of the sample people; gil is disabled. */
export const PEOPLE = {
  ada: 'user-ada',
  ben: 'user-ben',
  cleo: 'user-cleo',
  dan: 'user-dan',
  eve: 'user-eve',
  finn: 'user-finn',
  gil: 'user-gil',
  hana: 'user-hana',
  iris: 'user-iris',
} as const;

const FULL_NAMES: Record<keyof typeof PEOPLE, string> = {
  ada: 'Ada Lovelace',
  ben: 'Ben Okafor',
  cleo: 'Cleo Marin',
  dan: 'Dan Ito',
  eve: 'Eve Lindqvist',
  finn: 'Finn Adeyemi',
  gil: 'Gil Sousa',
  hana: 'Hana Novak',
  iris: 'Iris Baker',
};

const unit = (id: string, name: string, ...path: string[]) => ({ id, name, path });
const account = (id: string, name: string, path: string[], tags = {}, status = 'ACTIVE') => ({
  id,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '-')}@example.com`,
  status,
  path,
  tags,
});
const permissionSet = (permissionSetArn: string, name: string, minutes: number, inManagement = false) => ({
  arn: permissionSetArn,
  name,
  description: `${name} for people`,
  sessionMinutes: minutes,
  inManagementAccount: inManagement,
});

/** The sample organization: accounts in nested units, permission sets, groups and people. */
export const SAMPLE: DirectorySnapshot = DirectorySnapshot.parse({
  takenAt: START,
  revision: 'sample-1',
  managementAccountId: ACCOUNTS.management,
  organizationalUnits: [
    unit(root, 'Root'),
    unit(workloads, 'Workloads', root),
    unit(production, 'Production', root, workloads),
    unit(payments, 'Payments', root, workloads, production),
    unit(development, 'Development', root, workloads),
    unit(sandbox, 'Sandbox', root),
  ],
  accounts: [
    account(ACCOUNTS.management, 'Management', [root]),
    account(ACCOUNTS.payments, 'Payments Production', [root, workloads, production, payments], {
      environment: 'production',
      team: 'payments',
    }),
    account(ACCOUNTS.shop, 'Shop Production', [root, workloads, production], { environment: 'production' }),
    account(ACCOUNTS.development, 'Shop Development', [root, workloads, development], {
      environment: 'development',
    }),
    account(ACCOUNTS.sandbox, 'Sandbox', [root, sandbox]),
    account(ACCOUNTS.suspended, 'Old Shop', [root, workloads], {}, 'SUSPENDED'),
  ],
  permissionSets: [
    permissionSet(PERMISSION_SETS.readOnly, 'ReadOnly', 60),
    permissionSet(PERMISSION_SETS.developer, 'Developer', 120),
    permissionSet(PERMISSION_SETS.admin, 'Administrator', 60),
    permissionSet(PERMISSION_SETS.organization, 'OrganizationAdmin', 60, true),
  ],
  groups: Object.entries(GROUPS).map(([name, id]) => ({ id, name })),
  people: Object.entries(PEOPLE).map(([userName, userId]) => ({
    userId,
    userName,
    displayName: FULL_NAMES[userName as keyof typeof PEOPLE],
    email: `${userName}@example.com`,
    enabled: userName !== 'gil',
  })),
  members: {
    [GROUPS.engineers]: [PEOPLE.ada, PEOPLE.ben, PEOPLE.gil],
    [GROUPS.leads]: [PEOPLE.cleo, PEOPLE.dan],
    [GROUPS.security]: [PEOPLE.dan, PEOPLE.finn, PEOPLE.gil],
    [GROUPS.support]: [PEOPLE.hana],
    [GROUPS.auditors]: [PEOPLE.eve],
    [GROUPS.admins]: [PEOPLE.finn],
    [GROUPS.responders]: [PEOPLE.iris],
  },
});
