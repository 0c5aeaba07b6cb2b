import type { ApprovalPolicy, EligibilityPolicy, PolicyRecord } from '../../../core/model/policy';
import type { Check, Sight } from '../check';
import type { Approvers } from '../facts';
import { error, info, type Verdict, warning, well } from '../finding';
import { counted } from './people';

const group = 'Policies';
const IN_APP = 'in the web app, under Policies';

/** What policies say, held against what is there. */
export const policyChecks: readonly Check[] = [
  {
    id: 'policies',
    group,
    title: 'There are policies',
    why: 'Nobody may ask for anything that no eligibility policy names.',
    docs: 'docs/ARCHITECTURE.md#the-life-of-a-request',
    from: 'after',
    judge: ({ see }) => {
      const allowed = eligibilityOf(see('policies')).length;
      const approved = approvalsOf(see('policies')).length;
      if (allowed === 0) return info('No eligibility policy is enabled', `Write one ${IN_APP}`);
      if (approved === 0) return info('No approval policy is enabled', `Write one ${IN_APP}`);
      return well(`${allowed} of eligibility and ${approved} of approval are enabled`);
    },
  },
  {
    id: 'policies-out-of-reach',
    group,
    title: 'Policies name only permission sets that can be given',
    why: 'A permission set that the management account has cannot be assigned from here: every such request fails after its approval.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html',
    from: 'after',
    judge: outOfReach,
  },
  {
    id: 'approvers',
    group,
    title: 'Every step of an approval can be completed',
    why: 'A request is refused when nobody could say yes to it.',
    docs: 'docs/ARCHITECTURE.md#the-life-of-a-request',
    from: 'after',
    judge: ({ see }) => {
      const policies = approvalsOf(see('policies'));
      const verdicts = policies.flatMap((policy) => stepsOf(policy, see('approvers')));
      return verdicts.length > 0 ? verdicts : well(`Of ${policies.length} approval policies`);
    },
  },
  {
    id: 'approver-groups',
    group,
    title: 'Groups and people that approve exist and are enabled',
    why: 'Who is gone or disabled cannot say yes, and the policy looks as if they could.',
    docs: 'docs/ARCHITECTURE.md#the-life-of-a-request',
    from: 'after',
    judge: goneApprovers,
  },
  {
    id: 'approver-email',
    group,
    title: 'Approvers have an email address',
    why: 'Whoever has none hears of no request and has to look into the web app.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/edituser.html',
    from: 'after',
    judge: ({ see }) => {
      const without = enabledApprovers(see('approvers')).filter(({ email }) => email === undefined);
      if (without.length === 0) return well('All of them');
      return warning(
        `Without an address: ${without.map(({ displayName }) => displayName).join(', ')}`,
        'Add it in Identity Center, Users, or at the source that provisions them',
      );
    },
  },
];

const eligibilityOf = (policies: readonly PolicyRecord[]) =>
  policies.filter(
    (policy): policy is EligibilityPolicy =>
      policy.kind === 'eligibility' && policy.enabled && policy.effect === 'allow',
  );

const approvalsOf = (policies: readonly PolicyRecord[]) =>
  policies.filter((policy): policy is ApprovalPolicy => policy.kind === 'approval' && policy.enabled);

function outOfReach({ see }: Sight): Verdict | readonly Verdict[] {
  const names = new Map(see('managementPermissionSets').map(({ arn, name }) => [arn, name]));
  const verdicts = eligibilityOf(see('policies')).flatMap(({ name, permissionSets }) => {
    const found = permissionSets.arns.flatMap((arn) => names.get(arn) ?? []);
    if (found.length === 0) return [];
    return [
      error(
        `${name}: ${found.join(', ')}`,
        `Take them out of the policy ${IN_APP}, or remove them from the management account`,
      ),
    ];
  });
  return verdicts.length > 0 ? verdicts : well('All that they name');
}

function stepsOf({ name, steps }: ApprovalPolicy, approvers: Approvers): Verdict[] {
  return steps.flatMap((step, index) => {
    const people = [
      ...step.approvers.groups.flatMap((id) => approvers.groups.get(id)?.members ?? []),
      ...step.approvers.users.flatMap((id) => approvers.people.get(id) ?? []),
    ];
    const able = new Set(people.filter(({ enabled }) => enabled).map(({ userId }) => userId)).size;
    if (able >= step.needed) return [];
    return [
      error(
        `${name}, step ${index + 1}${step.name === '' ? '' : ` (${step.name})`}: ${step.needed} must say yes, ${able} can`,
        `Add people to its groups in Identity Center, or name others ${IN_APP}`,
      ),
    ];
  });
}

function goneApprovers({ see }: Sight): Verdict | readonly Verdict[] {
  const { groups, people } = see('approvers');
  const mend = `Take them out of the approval policies ${IN_APP}`;
  const gone = [...groups, ...people].flatMap(([id, found]) => (found ? [] : [id]));
  const empty = [...groups.values()].filter(
    (found) => found && !found.members.some(({ enabled }) => enabled),
  );
  const disabled = [...people.values()].filter((person) => person && !person.enabled);
  const verdicts = [
    ...(gone.length > 0 ? [warning(`Not in Identity Center any more: ${gone.join(', ')}`, mend)] : []),
    ...(empty.length > 0
      ? [
          warning(
            `Without an enabled member: ${empty.map((one) => one?.name).join(', ')}`,
            'Add somebody in Identity Center, Groups',
          ),
        ]
      : []),
    ...(disabled.length > 0
      ? [warning(`Disabled: ${disabled.map((one) => one?.displayName).join(', ')}`, mend)]
      : []),
  ];
  return verdicts.length > 0 ? verdicts : well(`${counted(groups.size, 'group')}, ${people.size} by name`);
}

/** Everybody who is enabled and may say yes to something, once each. */
function enabledApprovers({ groups, people }: Approvers) {
  const all = [...[...groups.values()].flatMap((one) => one?.members ?? []), ...people.values()];
  const byId = new Map(all.flatMap((person) => (person?.enabled ? [[person.userId, person] as const] : [])));
  return [...byId.values()].toSorted((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}
