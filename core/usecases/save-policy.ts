import type { ApprovalPolicyView, EligibilityPolicyView } from '../contract/policies';
import type {
  ApprovalPolicy,
  ApprovalPolicyBody,
  EligibilityPolicy,
  EligibilityPolicyBody,
} from '../model/policy';
import type { Viewer } from './caller-identity';
import { checkApprovalPolicy, checkEligibilityPolicy, type PolicyProblem } from './check-policy';
import { commitPolicy, conflict, versionBy } from './commit-policy';
import type { Ports } from './deps';
import type { Invalid } from './found';
import { type Conflict, type NotFound, notFound } from './outcome';
import { approvalPolicyView, eligibilityPolicyView } from './views/policy';

type Deps = Pick<Ports, 'clock' | 'ids' | 'directory' | 'policies' | 'ledger'>;
type Create<B> = { readonly viewer: Viewer; readonly body: B };
type Edit<B> = Create<B> & { readonly policyId: string; readonly version: number };

export type Saved<V> = { readonly kind: 'saved'; readonly value: V };
type Outcome<V> = Promise<Saved<V> | NotFound | Invalid | Conflict>;

/** An admin adds an eligibility policy. */
export async function createEligibilityPolicy(
  { viewer, body }: Create<EligibilityPolicyBody>,
  deps: Deps,
): Outcome<EligibilityPolicyView> {
  if (!viewer.admin) return notFound;
  const problems = checkEligibilityPolicy(body, await deps.directory.snapshot());
  if (problems.length > 0) return invalid(problems);
  const after = eligibilityPolicy(body, deps.ids.next(), versionBy(viewer, 1, deps.clock.now()));
  return (await commitPolicy(undefined, after, viewer, deps)) ?? saved(eligibilityPolicyView(after));
}

/** An admin changes, disables or enables an eligibility policy, from the version that they saw. */
export async function changeEligibilityPolicy(
  { viewer, body, policyId, version }: Edit<EligibilityPolicyBody>,
  deps: Deps,
): Outcome<EligibilityPolicyView> {
  const before = viewer.admin ? await deps.policies.read('eligibility', policyId) : undefined;
  if (before?.kind !== 'eligibility') return notFound;
  if (before.version !== version) return conflict(before);
  const snapshot = await deps.directory.snapshot();
  const problems = added(checkEligibilityPolicy(body, snapshot), checkEligibilityPolicy(before, snapshot));
  if (problems.length > 0) return invalid(problems, 'policy.');
  const after = eligibilityPolicy(body, policyId, versionBy(viewer, version + 1, deps.clock.now()));
  return (await commitPolicy(before, after, viewer, deps)) ?? saved(eligibilityPolicyView(after));
}

/** An admin adds an approval policy. */
export async function createApprovalPolicy(
  { viewer, body }: Create<ApprovalPolicyBody>,
  deps: Deps,
): Outcome<ApprovalPolicyView> {
  if (!viewer.admin) return notFound;
  const problems = checkApprovalPolicy(body, await deps.directory.snapshot());
  if (problems.length > 0) return invalid(problems);
  const after = approvalPolicy(body, deps.ids.next(), versionBy(viewer, 1, deps.clock.now()));
  return (await commitPolicy(undefined, after, viewer, deps)) ?? saved(approvalPolicyView(after));
}

/** An admin changes, disables or enables an approval policy, from the version that they saw. */
export async function changeApprovalPolicy(
  { viewer, body, policyId, version }: Edit<ApprovalPolicyBody>,
  deps: Deps,
): Outcome<ApprovalPolicyView> {
  const before = viewer.admin ? await deps.policies.read('approval', policyId) : undefined;
  if (before?.kind !== 'approval') return notFound;
  if (before.version !== version) return conflict(before);
  const snapshot = await deps.directory.snapshot();
  const problems = added(checkApprovalPolicy(body, snapshot), checkApprovalPolicy(before, snapshot));
  if (problems.length > 0) return invalid(problems, 'policy.');
  const after = approvalPolicy(body, policyId, versionBy(viewer, version + 1, deps.clock.now()));
  return (await commitPolicy(before, after, viewer, deps)) ?? saved(approvalPolicyView(after));
}

type Version = ReturnType<typeof versionBy>;

function eligibilityPolicy(body: EligibilityPolicyBody, id: string, version: Version): EligibilityPolicy {
  return { ...body, kind: 'eligibility', id, ...version };
}

function approvalPolicy(body: ApprovalPolicyBody, id: string, version: Version): ApprovalPolicy {
  return { ...body, kind: 'approval', id, ...version };
}

function saved<V>(value: V): Saved<V> {
  return { kind: 'saved', value };
}

/** What was there before and has since been deleted in AWS must not keep an admin from disabling the policy. */
function added(problems: readonly PolicyProblem[], before: readonly PolicyProblem[]): PolicyProblem[] {
  const known = new Set(before.map(({ message }) => message));
  return problems.filter(({ message }) => !known.has(message));
}

/** Fields are named as the body names them: an edit holds the policy one level deeper. */
function invalid(problems: readonly PolicyProblem[], under = ''): Invalid {
  return { kind: 'invalid', fields: problems.map((one) => ({ ...one, field: `${under}${one.field}` })) };
}
