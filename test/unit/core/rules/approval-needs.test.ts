import type { ApprovalPolicy } from '../../../../core/model/policy';
import { approvalNeeds, approverKeys } from '../../../../core/rules/approval';
import {
  account,
  ACCOUNTS,
  buildApprovalPolicy,
  buildNeed,
  GROUPS,
  PERMISSION_SETS,
  UNITS,
} from '../../../support/build';

const target = (of: keyof typeof ACCOUNTS, approvalRequired = true) => ({
  account: account(of),
  permissionSetArn: PERMISSION_SETS.readOnly,
  approvalRequired,
});
const needsOf = (
  policies: ApprovalPolicy[],
  targets = [target('payments')],
  groups: string[] = [GROUPS.engineers],
) => {
  const result = approvalNeeds({ targets, policies, beneficiaryGroupIds: new Set(groups) });
  return 'needs' in result
    ? result.needs.map((need) => ({
        targets: need.targets,
        policies: need.alternatives.map(({ policy }) => policy.id),
      }))
    : result.reasons.map(({ code, field }) => ({ code, field }));
};
const productionOnly = { organizationalUnits: [{ id: UNITS.production, includeDescendants: true }] };

describe('approvalNeeds', () => {
  test('the policies of the highest priority that match are alternatives', () => {
    const policies = [
      buildApprovalPolicy({ id: 'low', priority: 1 }),
      buildApprovalPolicy({ id: 'a', priority: 2 }),
      buildApprovalPolicy({ id: 'b', priority: 2 }),
      buildApprovalPolicy({ id: 'off', priority: 3, enabled: false }),
      buildApprovalPolicy({ id: 'elsewhere', priority: 3, accounts: { accounts: [ACCOUNTS.sandbox] } }),
    ];
    expect(needsOf(policies)).toEqual([{ targets: [0], policies: ['a', 'b'] }]);
  });

  test('the steps are frozen as the policy has them now', () => {
    const policy = buildApprovalPolicy({ version: 7 });
    expect(
      approvalNeeds({ targets: [target('shop')], policies: [policy], beneficiaryGroupIds: new Set() }),
    ).toEqual({
      needs: [
        {
          targets: [0],
          alternatives: [{ policy: { id: policy.id, version: 7, name: policy.name }, steps: policy.steps }],
        },
      ],
    });
  });

  test('targets under the same policies share a need; others have their own', () => {
    const policies = [
      buildApprovalPolicy({ id: 'all', priority: 1 }),
      buildApprovalPolicy({ id: 'production', priority: 2, accounts: productionOnly }),
    ];
    const targets = [target('payments'), target('sandbox'), target('shop')];
    expect(needsOf(policies, targets)).toEqual([
      { targets: [0, 2], policies: ['production'] },
      { targets: [1], policies: ['all'] },
    ]);
  });

  test('a target that needs no approval needs nobody, even where no policy matches', () => {
    expect(needsOf([], [target('payments', false)])).toEqual([]);
  });

  test('G1: a target that needs approval and has no policy is refused by its place', () => {
    const policies = [buildApprovalPolicy({ accounts: productionOnly })];
    expect(needsOf(policies, [target('shop'), target('sandbox')])).toEqual([
      { code: 'no-approval-policy', field: 'targets[1]' },
    ]);
  });

  test('no permission set in a policy means any; a list means its members only', () => {
    const any = buildApprovalPolicy({ permissionSets: {} });
    const other = buildApprovalPolicy({ permissionSets: { arns: [PERMISSION_SETS.admin] } });
    expect(needsOf([any])).toEqual([{ targets: [0], policies: [any.id] }]);
    expect(needsOf([other])).toMatchObject([{ code: 'no-approval-policy' }]);
  });

  test('a policy for certain groups applies to a beneficiary in one of them', () => {
    const policy = buildApprovalPolicy({ requesterGroups: [GROUPS.support, GROUPS.leads] });
    expect(needsOf([policy], undefined, [GROUPS.leads])).toMatchObject([{ targets: [0] }]);
    expect(needsOf([policy])).toMatchObject([{ code: 'no-approval-policy' }]);
  });
});

describe('approverKeys', () => {
  test('names each person and group once, over all needs, alternatives and steps', () => {
    const step = (users: string[], groups: string[]) => ({
      name: '',
      needed: 1,
      approvers: { users, groups },
    });
    const policy = { id: 'p', version: 1, name: 'P' };
    const needs = [
      buildNeed({ alternatives: [{ policy, steps: [step(['u2'], ['g1']), step(['u1'], ['g1'])] }] }),
      buildNeed({
        alternatives: [
          { policy, steps: [step([], ['g0'])] },
          { policy, steps: [step(['u1'], [])] },
        ],
      }),
    ];
    expect(approverKeys(needs)).toEqual({ users: ['u1', 'u2'], groups: ['g0', 'g1'] });
    expect(approverKeys([])).toEqual({ users: [], groups: [] });
  });
});
