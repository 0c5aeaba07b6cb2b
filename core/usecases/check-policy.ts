import type { DirectorySnapshot } from '../model/directory';
import type {
  AccountScope,
  ApprovalPolicyBody,
  EligibilityPolicyBody,
  People,
  PermissionSetScope,
  TextRule,
} from '../model/policy';
import { checkPattern } from '../rules/text-rules';

/** One field of a policy that names something which does not exist, or holds a pattern that cannot be used. */
export type PolicyProblem = { readonly field: string; readonly message: string };

/** What in an eligibility policy cannot be meant seriously. */
export function checkEligibilityPolicy(
  body: EligibilityPolicyBody,
  snapshot: DirectorySnapshot,
): PolicyProblem[] {
  return [
    ...checkPeople('subjects', body.subjects, snapshot),
    ...checkAccounts(body.accounts, snapshot),
    ...checkPermissionSets(body.permissionSets, snapshot),
    ...checkTextRule('justification', body.justification),
    ...checkTextRule('ticket', body.ticket),
    ...unknown('onBehalfBy', 'group', body.onBehalfBy, idsOf(snapshot.groups)),
  ];
}

/** What in an approval policy cannot be meant seriously. */
export function checkApprovalPolicy(body: ApprovalPolicyBody, snapshot: DirectorySnapshot): PolicyProblem[] {
  return [
    ...checkAccounts(body.accounts, snapshot),
    ...checkPermissionSets(body.permissionSets, snapshot),
    ...unknown('requesterGroups', 'group', body.requesterGroups, idsOf(snapshot.groups)),
    ...body.steps.flatMap(({ approvers }, index) => [
      ...checkPeople(`steps[${index}].approvers`, approvers, snapshot),
      ...nobody(`steps[${index}].approvers`, approvers),
    ]),
  ];
}

/** What in a text rule cannot be used. */
export function checkTextRule(field: string, { pattern }: TextRule): PolicyProblem[] {
  const message = pattern === undefined ? undefined : checkPattern(pattern);
  return message === undefined ? [] : [{ field: `${field}.pattern`, message }];
}

function checkPeople(field: string, { users, groups }: People, snapshot: DirectorySnapshot): PolicyProblem[] {
  const people = new Set(snapshot.people.map(({ userId }) => userId));
  return [
    ...unknown(`${field}.users`, 'person', users, people),
    ...unknown(`${field}.groups`, 'group', groups, idsOf(snapshot.groups)),
  ];
}

function checkAccounts(
  { accounts, organizationalUnits }: AccountScope,
  snapshot: DirectorySnapshot,
): PolicyProblem[] {
  const units = organizationalUnits.map(({ id }) => id);
  return [
    ...unknown('accounts.accounts', 'account', accounts, idsOf(snapshot.accounts)),
    ...unknown(
      'accounts.organizationalUnits',
      'organizational unit',
      units,
      idsOf(snapshot.organizationalUnits),
    ),
  ];
}

function checkPermissionSets({ arns }: PermissionSetScope, snapshot: DirectorySnapshot): PolicyProblem[] {
  const known = new Set(snapshot.permissionSets.map(({ arn }) => arn));
  return unknown('permissionSets.arns', 'permission set', arns, known);
}

function unknown(
  field: string,
  what: string,
  ids: readonly string[],
  known: ReadonlySet<string>,
): PolicyProblem[] {
  return ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: `${field}[${index}]`, message: `There is no ${what} ${id}.` }],
  );
}

function nobody(field: string, { users, groups }: People): PolicyProblem[] {
  return users.length + groups.length > 0 ? [] : [{ field, message: 'Name at least one person or group.' }];
}

function idsOf(things: readonly { readonly id: string }[]): Set<string> {
  return new Set(things.map(({ id }) => id));
}
