import fc from 'fast-check';
import type { Account, DirectorySnapshot, PermissionSet } from '../../../../core/model/directory';
import type { EligibilityPolicy } from '../../../../core/model/policy';
import { buildEligibilityPolicy, SAMPLE, UNITS } from '../../../support/build';

const groups = ['group-1', 'group-2', 'group-3'];
const users = ['user-1', 'user-2', 'user-3'];
const unitIds = Object.values(UNITS);
const tags = fc.dictionary(fc.constantFrom('env', 'team'), fc.constantFrom('a', 'b'), { maxKeys: 2 });
const arns = Array.from(
  { length: 4 },
  (_, at) => `arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-000000000000000${at}`,
);
const accountIds = Array.from({ length: 6 }, (_, at) => `10000000000${at}`);

/** Somebody of a small world: three people, three groups. */
export const anAsker = fc.record({
  userId: fc.constantFrom(...users),
  groupIds: fc.subarray(groups).map((of) => new Set(of)),
});

const anAccount = (id: string): fc.Arbitrary<Account> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constantFrom('Alpha', 'Beta', 'Alpha Two', 'gamma'),
    email: fc.constant(''),
    status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'SUSPENDED'),
    path: fc.subarray(unitIds, { minLength: 1 }),
    tags,
  });

const aPermissionSet = (arn: string): fc.Arbitrary<PermissionSet> =>
  fc.record({
    arn: fc.constant(arn),
    name: fc.constantFrom('Read', 'Write'),
    description: fc.constant(''),
    sessionMinutes: fc.constant(60),
    inManagementAccount: fc.constantFrom(false, false, false, true),
  });

/** A directory of a few accounts and permission sets in every state. */
export const aDirectory: fc.Arbitrary<DirectorySnapshot> = fc
  .record({
    accounts: fc.tuple(...accountIds.map(anAccount)),
    permissionSets: fc.tuple(...arns.map(aPermissionSet)),
  })
  .map((parts) => ({ ...SAMPLE, ...parts }));

const some = <T>(of: T[]) => fc.subarray(of, { maxLength: 2 });

const aScope = fc.record({
  everywhere: fc.constantFrom(false, false, true),
  accounts: some(accountIds),
  organizationalUnits: fc.array(
    fc.record({ id: fc.constantFrom(...unitIds), includeDescendants: fc.boolean() }),
    { maxLength: 2 },
  ),
  tags: fc.array(
    fc.record({ key: fc.constantFrom('env', 'team'), values: fc.subarray(['a', 'b'], { minLength: 1 }) }),
    { maxLength: 1 },
  ),
  namePatterns: some(['alpha*', '*a', 'gamma']),
});

/** A policy of the small world; `id` is given so that policies can be told apart. */
const aPolicy = fc.record({
  enabled: fc.constantFrom(true, true, true, false),
  effect: fc.constantFrom('allow', 'allow', 'allow', 'deny'),
  priority: fc.constantFrom(1, 2, 3),
  subjects: fc.record({ users: some(users), groups: some(groups) }),
  accounts: aScope,
  permissionSets: fc.record({ all: fc.constantFrom(false, false, true), arns: some(arns) }),
  maxMinutes: fc.constantFrom(30, 60, 1_000),
  approvalRequired: fc.boolean(),
  onBehalfBy: some(groups),
});

/** Up to eight policies with ids of their own. */
export const somePolicies: fc.Arbitrary<EligibilityPolicy[]> = fc
  .array(aPolicy, { maxLength: 8 })
  .map((all) => all.map((each, at) => buildEligibilityPolicy({ ...each, id: `policy-${at}` })));
