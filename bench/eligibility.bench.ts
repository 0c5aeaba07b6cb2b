import { type DirectorySnapshot, PermissionSet } from '../core/model/directory';
import { EligibilityPolicy } from '../core/model/policy';
import { listEligibleAccounts, listEligiblePermissionSets } from '../core/usecases/list-eligible';
import { type Figure, percentile, round } from './figure';

const ACCOUNTS = 5_000;
const PERMISSION_SETS = 500;
const POLICIES = 1_000;
const GROUPS_OF_PERSON = 200;
const GROUPS = 1_000;
const CALLS = 300;

/** How long does "what may I ask for" take in a large organization, once the function is warm? */
export async function eligibility(): Promise<Figure[]> {
  const snapshot = buildOrganization();
  const policies = Array.from({ length: POLICIES }, (_, index) => buildPolicy(index, snapshot));
  const deps = {
    directory: { snapshot: async () => snapshot },
    policies: {
      current: async () => ({ revision: '1', policies }),
      read: async () => undefined,
      versions: async () => ({ items: [] }),
    },
  };
  const viewer = { userId: 'user-0', auditor: false, admin: false, groupIds: new Set(groupsOfPerson()) };
  const accounts = (q: string) =>
    listEligibleAccounts({ viewer: viewer as never, query: { limit: 25, q } }, deps as never);
  const sets = (accountId: string) =>
    listEligiblePermissionSets({ viewer: viewer as never, accountId, query: { limit: 25 } }, deps as never);

  const first = performance.now();
  const { items } = await accounts('');
  const cold = performance.now() - first;
  if (items.length === 0) throw new Error('The person may ask for nothing: the measurement would be empty');

  const times: number[] = [];
  const setTimes: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const begun = performance.now();
    const page = await accounts(call % 3 === 0 ? '' : `account-${call % 10}`);
    times.push(performance.now() - begun);
    const account = page.items[call % Math.max(1, page.items.length)] ?? items[0];
    const again = performance.now();
    await sets(account?.accountId ?? '');
    setTimes.push(performance.now() - again);
  }
  return [
    { name: 'eligibility.accounts_p95', value: round(percentile(times, 0.95), 2), unit: 'ms', limit: 100 },
    {
      name: 'eligibility.permission_sets_p95',
      value: round(percentile(setTimes, 0.95), 2),
      unit: 'ms',
      limit: 100,
    },
    { name: 'eligibility.first_call_with_index', value: round(cold), unit: 'ms' },
  ];
}

const digits = (index: number, length: number) => String(index).padStart(length, '0');
const accountId = (index: number) => digits(100_000_000_000 + index, 12);
const unitId = (index: number) => `ou-exam-${digits(index, 8)}`;
const permissionSetArn = (index: number) =>
  `arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-${digits(index, 16)}`;
const groupsOfPerson = () => Array.from({ length: GROUPS_OF_PERSON }, (_, index) => `group-${index}`);

/** 5,000 accounts in 250 units, five deep. */
function buildOrganization(): DirectorySnapshot {
  const units = Array.from({ length: 250 }, (_, index) => {
    const path: string[] = ['r-exam'];
    for (let at = index; at > 0; at = Math.floor((at - 1) / 4))
      path.splice(1, 0, unitId(Math.floor((at - 1) / 4)));
    return { id: unitId(index), name: `unit-${index}`, path: [...new Set(path)] };
  });
  return {
    takenAt: 0,
    revision: 'bench',
    managementAccountId: accountId(99_999),
    organizationalUnits: units,
    accounts: Array.from({ length: ACCOUNTS }, (_, index) => {
      const unit = units[index % units.length];
      return {
        id: accountId(index),
        name: `account-${index}`,
        email: `account-${index}@example.com`,
        status: 'ACTIVE' as const,
        path: [...(unit?.path ?? []), unit?.id ?? ''],
        tags: { environment: index % 3 === 0 ? 'production' : 'development', team: `team-${index % 40}` },
      };
    }),
    permissionSets: Array.from({ length: PERMISSION_SETS }, (_, index) =>
      PermissionSet.parse({
        arn: permissionSetArn(index),
        name: `Set${index}`,
        description: '',
        sessionMinutes: 60,
        inManagementAccount: false,
      }),
    ),
    groups: Array.from({ length: GROUPS }, (_, index) => ({ id: `group-${index}`, name: `group-${index}` })),
    people: [{ userId: 'user-0', userName: 'user-0', displayName: 'User', enabled: true }],
    members: Object.fromEntries(groupsOfPerson().map((group) => [group, ['user-0']])),
  };
}

/** A fifth names the person through one of the 200 groups; scopes are of every kind. */
function buildPolicy(index: number, snapshot: DirectorySnapshot): EligibilityPolicy {
  const scopes = [
    { organizationalUnits: [{ id: unitId(index % 250), includeDescendants: true }] },
    {
      accounts: Array.from(
        { length: 20 },
        (_, at) => snapshot.accounts[(index * 7 + at) % ACCOUNTS]?.id ?? '',
      ),
    },
    { tags: [{ key: 'team', values: [`team-${index % 40}`] }] },
    { namePatterns: [`account-${index % 10}*`] },
    { organizationalUnits: [{ id: unitId(index % 250), includeDescendants: false }] },
  ];
  return EligibilityPolicy.parse({
    kind: 'eligibility',
    id: `policy-${index}`,
    version: 1,
    changedAt: 0,
    changedBy: { userId: 'a', userName: 'a', displayName: 'a' },
    name: `policy ${index}`,
    effect: index % 50 === 49 ? 'deny' : 'allow',
    priority: 100 + (index % 3),
    subjects: { groups: [`group-${index % GROUPS}`] },
    accounts: scopes[index % scopes.length],
    permissionSets:
      index % 20 === 0
        ? { all: true }
        : {
            arns: Array.from({ length: 10 }, (_, at) => permissionSetArn((index * 3 + at) % PERMISSION_SETS)),
          },
  });
}
