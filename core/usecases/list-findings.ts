import type { z } from 'zod';
import type { FindingPage, FindingsQuery, FindingView } from '../contract/findings';
import type { DirectorySnapshot } from '../model/directory';
import type { Finding } from '../model/finding';
import { toIso } from '../model/instant';
import type { Settings } from '../model/policy';
import { planFor } from '../rules/finding-plan';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { settingsOf } from './gather-facts';
import { pageOfKept } from './list-page';
import { type NotFound, notFound } from './outcome';
import { isoOf } from './views/iso';

type Query = z.output<typeof FindingsQuery>;

/** What the reconciler has found and is not settled, and what is done about it by the present settings; for admins and auditors. */
export async function listFindings(
  { viewer, query }: { readonly viewer: Viewer; readonly query: Query },
  deps: Pick<Ports, 'findings' | 'directory' | 'policies'>,
): Promise<Found<z.output<typeof FindingPage>> | NotFound> {
  if (!viewer.admin && !viewer.auditor) return notFound;
  const [snapshot, { policies }] = await Promise.all([deps.directory.snapshot(), deps.policies.current()]);
  const settings = settingsOf(policies);
  const page = await pageOfKept(
    async (at) => {
      const { items, cursor } = await deps.findings.list(at);
      return { items: items.map((finding) => findingView(finding, snapshot, settings)), cursor };
    },
    (view) => matches(view, query),
    query,
  );
  return found({ items: [...page.items], cursor: page.cursor });
}

function matches(view: FindingView, { kind, q }: Query): boolean {
  if (kind !== undefined && view.kind !== kind) return false;
  const { person, userId, accountName, accountId, permissionSetName, requestId = '' } = view;
  const wanted = q?.toLowerCase() ?? '';
  return [person, userId, accountName, accountId, permissionSetName, requestId].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}

/** What the directory no longer has is shown by its id. */
function findingView(finding: Finding, snapshot: DirectorySnapshot, settings: Settings): FindingView {
  const { id, kind, beneficiaryId, entitlement, lease, since, endAskedAt } = finding;
  const { accountId, permissionSetArn } = entitlement;
  const person = snapshot.people.find(({ userId }) => userId === beneficiaryId);
  const account = snapshot.accounts.find((one) => one.id === accountId);
  const permissionSet = snapshot.permissionSets.find(({ arn }) => arn === permissionSetArn);
  const plan = planFor(finding, settings);
  return {
    id,
    kind,
    userId: beneficiaryId,
    person: person?.displayName ?? beneficiaryId,
    accountId,
    accountName: account?.name ?? accountId,
    permissionSetArn,
    permissionSetName: permissionSet?.name ?? permissionSetArn,
    requestId: lease?.requestId,
    since: toIso(since),
    plan: plan.kind,
    endsAt: plan.kind === 'end' ? toIso(plan.at) : undefined,
    endAskedAt: isoOf(endAskedAt),
  };
}
