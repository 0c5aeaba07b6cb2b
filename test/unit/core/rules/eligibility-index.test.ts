import fc from 'fast-check';
import { mayAsk } from '../../../../core/rules/eligibility';
import { buildEligibilityIndex } from '../../../../core/rules/eligibility-index';
import {
  account,
  ACCOUNTS,
  buildEligibilityPolicy,
  buildSettings,
  buildSnapshot,
  GROUPS,
  PEOPLE,
} from '../../../support/build';
import { aDirectory, anAsker, somePolicies } from './arbitraries';

const settings = buildSettings();
const ada = { userId: PEOPLE.ada, groupIds: new Set<string>([GROUPS.engineers]) };

describe('buildEligibilityIndex', () => {
  test('G1: agrees with mayAsk about every account and permission set', () => {
    fc.assert(
      fc.property(aDirectory, somePolicies, anAsker, (directory, policies, asker) => {
        const index = buildEligibilityIndex(policies, directory, settings);
        const by = { beneficiary: asker, requester: asker, policies, settings };
        const allowed = directory.accounts.map((each) => ({
          account: each,
          sets: directory.permissionSets.flatMap((permissionSet) => {
            const decision = mayAsk({ ...by, account: each, permissionSet });
            return decision.allowed ? [{ permissionSet, decision }] : [];
          }),
        }));
        const byArn = (a: { permissionSet: { arn: string } }, b: { permissionSet: { arn: string } }) =>
          a.permissionSet.arn < b.permissionSet.arn ? -1 : 1;
        for (const { account: each, sets } of allowed)
          expect(index.permissionSetsFor(asker, each).toSorted(byArn)).toEqual(sets.toSorted(byArn));
        const reachable = allowed.filter(({ sets }) => sets.length > 0).map((each) => each.account.id);
        expect(
          index
            .accountsFor(asker)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(reachable.toSorted());
      }),
      { numRuns: 400 },
    );
  });

  test('lists accounts and permission sets by name, leaving out what cannot be had', () => {
    const index = buildEligibilityIndex([buildEligibilityPolicy()], buildSnapshot(), settings);
    expect(index.accountsFor(ada).map(({ name }) => name)).toEqual([
      'Management',
      'Payments Production',
      'Sandbox',
      'Shop Development',
      'Shop Production',
    ]);
    const sets = index.permissionSetsFor(ada, account('shop'));
    expect(sets.map(({ permissionSet }) => permissionSet.name)).toEqual([
      'Administrator',
      'Developer',
      'ReadOnly',
    ]);
  });

  test('knows nothing about people, accounts and policies that it was not built with', () => {
    const index = buildEligibilityIndex([buildEligibilityPolicy()], buildSnapshot(), settings);
    expect(index.accountsFor({ userId: 'nobody', groupIds: new Set() })).toEqual([]);
    expect(index.permissionSetsFor(ada, { ...account('shop'), id: '999999999999' })).toEqual([]);
    const none = buildEligibilityIndex([], buildSnapshot(), settings);
    expect(none.accountsFor(ada)).toEqual([]);
  });

  test('takes the state of an account from its own directory, not from the caller', () => {
    const index = buildEligibilityIndex([buildEligibilityPolicy()], buildSnapshot(), settings);
    const claimed = { ...account('suspended'), status: 'ACTIVE' as const };
    expect(claimed.id).toBe(ACCOUNTS.suspended);
    expect(index.permissionSetsFor(ada, claimed)).toEqual([]);
  });

  test('holds more accounts and permission sets than fit in a word', () => {
    const accounts = Array.from({ length: 100 }, (_, at) => ({
      ...account('shop'),
      id: String(at).padStart(12, '0'),
      name: `Account ${at}`,
    }));
    const wanted = accounts.filter((_, at) => at % 31 === 0).map(({ id }) => id);
    const policy = buildEligibilityPolicy({ accounts: { accounts: wanted } });
    const index = buildEligibilityIndex([policy], buildSnapshot({ accounts }), settings);
    expect(index.accountsFor(ada).map(({ name }) => name)).toEqual([
      'Account 0',
      'Account 31',
      'Account 62',
      'Account 93',
    ]);
  });
});
