import type { z } from 'zod';
import type { FindingPage, FindingsQuery, FindingView } from '../contract/findings';
import type { DirectorySnapshot } from '../model/directory';
import type { Finding } from '../model/finding';
import { toIso } from '../model/instant';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { type NotFound, notFound } from './outcome';
import { isoOf } from './views/iso';

/** What the reconciler has found and is not settled, for admins and auditors. */
export async function listFindings(
  { viewer, query }: { readonly viewer: Viewer; readonly query: z.output<typeof FindingsQuery> },
  deps: Pick<Ports, 'findings' | 'directory'>,
): Promise<Found<z.output<typeof FindingPage>> | NotFound> {
  if (!viewer.admin && !viewer.auditor) return notFound;
  const [page, snapshot] = await Promise.all([deps.findings.list(query), deps.directory.snapshot()]);
  return found({ items: page.items.map((finding) => findingView(finding, snapshot)), cursor: page.cursor });
}

/** What the directory no longer has is shown by its id. */
function findingView(finding: Finding, snapshot: DirectorySnapshot): FindingView {
  const { id, kind, beneficiaryId, entitlement, lease, since, endAskedAt } = finding;
  const { accountId, permissionSetArn } = entitlement;
  const person = snapshot.people.find(({ userId }) => userId === beneficiaryId);
  const account = snapshot.accounts.find((one) => one.id === accountId);
  const permissionSet = snapshot.permissionSets.find(({ arn }) => arn === permissionSetArn);
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
    endAskedAt: isoOf(endAskedAt),
  };
}
