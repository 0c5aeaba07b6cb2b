import type { z } from 'zod';
import type {
  ApprovalPolicyView,
  EligibilityPolicyView,
  PoliciesQuery,
  VersionsQuery,
} from '../contract/policies';
import type { ApprovalPolicy, EligibilityPolicy, PolicyRecord } from '../model/policy';
import type { Page } from '../ports/ledger';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { approvalOf, eligibilityOf } from './gather-facts';
import { pageOfList } from './list-page';
import { type NotFound, notFound } from './outcome';
import { approvalPolicyView, eligibilityPolicyView } from './views/policy';

type Deps = Pick<Ports, 'policies'>;
type List = { readonly viewer: Viewer; readonly query: z.output<typeof PoliciesQuery> };
type One = { readonly viewer: Viewer; readonly policyId: string };
type Versions = One & { readonly query: z.output<typeof VersionsQuery> };
type Listed<T> = Promise<Found<{ items: T[]; cursor?: string | undefined }> | NotFound>;

/** Eligibility policies by name, for admins. */
export async function listEligibilityPolicies(input: List, deps: Deps): Listed<EligibilityPolicyView> {
  if (!input.viewer.admin) return notFound;
  const { policies } = await deps.policies.current();
  return viewed(pageOf('eligibility', eligibilityOf(policies), input.query), eligibilityPolicyView);
}

/** Approval policies by name, for admins. */
export async function listApprovalPolicies(input: List, deps: Deps): Listed<ApprovalPolicyView> {
  if (!input.viewer.admin) return notFound;
  const { policies } = await deps.policies.current();
  return viewed(pageOf('approval', approvalOf(policies), input.query), approvalPolicyView);
}

/** The current version of an eligibility policy, for admins. */
export async function readEligibilityPolicy(
  input: One,
  deps: Deps,
): Promise<Found<EligibilityPolicyView> | NotFound> {
  const policy = input.viewer.admin ? await deps.policies.read('eligibility', input.policyId) : undefined;
  return policy?.kind === 'eligibility' ? found(eligibilityPolicyView(policy)) : notFound;
}

/** The current version of an approval policy, for admins. */
export async function readApprovalPolicy(
  input: One,
  deps: Deps,
): Promise<Found<ApprovalPolicyView> | NotFound> {
  const policy = input.viewer.admin ? await deps.policies.read('approval', input.policyId) : undefined;
  return policy?.kind === 'approval' ? found(approvalPolicyView(policy)) : notFound;
}

/** Every version of an eligibility policy, newest first, for admins. */
export async function listEligibilityPolicyVersions(
  input: Versions,
  deps: Deps,
): Listed<EligibilityPolicyView> {
  const page = await versions('eligibility', input, deps);
  return page ? viewed({ ...page, items: eligibilityOf(page.items) }, eligibilityPolicyView) : notFound;
}

/** Every version of an approval policy, newest first, for admins. */
export async function listApprovalPolicyVersions(input: Versions, deps: Deps): Listed<ApprovalPolicyView> {
  const page = await versions('approval', input, deps);
  return page ? viewed({ ...page, items: approvalOf(page.items) }, approvalPolicyView) : notFound;
}

async function versions(
  kind: 'eligibility' | 'approval',
  { viewer, policyId, query }: Versions,
  deps: Deps,
): Promise<Page<PolicyRecord> | undefined> {
  if (!viewer.admin || !(await deps.policies.read(kind, policyId))) return undefined;
  return deps.policies.versions(kind, policyId, query);
}

function pageOf<T extends EligibilityPolicy | ApprovalPolicy>(
  kind: string,
  policies: readonly T[],
  query: List['query'],
): Page<T> {
  const text = query.q?.toLowerCase() ?? '';
  const matching = policies
    .filter(({ enabled }) => query.state === 'all' || enabled === (query.state === 'enabled'))
    .filter(({ name, description }) => `${name}\n${description}`.toLowerCase().includes(text))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
  return pageOfList(`policies#${kind}#${query.state}#${text}`, matching, ({ id }) => id, query);
}

function viewed<T, V>(page: Page<T>, view: (item: T) => V) {
  return found({ items: page.items.map(view), cursor: page.cursor });
}
