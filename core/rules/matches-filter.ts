import type { AccessRequest } from '../model/request';
import type { RequestFilter } from '../ports/ledger';

/** Whether a request passes a filter; `from` is inclusive, `to` exclusive, both about its creation. */
export function matchesFilter(request: AccessRequest, filter: RequestFilter): boolean {
  return (
    (!filter.statuses?.length || filter.statuses.includes(request.status)) &&
    (filter.from === undefined || request.createdAt >= filter.from) &&
    (filter.to === undefined || request.createdAt < filter.to) &&
    (filter.accountId === undefined || accountIds(request).includes(filter.accountId)) &&
    matchesText(request, filter.text)
  );
}

function accountIds(request: AccessRequest): string[] {
  return request.targets.flatMap(({ entitlement }) =>
    entitlement.kind === 'account-assignment' ? [entitlement.accountId] : [],
  );
}

function matchesText(request: AccessRequest, text: string | undefined): boolean {
  const wanted = text?.trim().toLowerCase();
  if (!wanted) return true;
  const { requester, beneficiary, targets } = request;
  const texts = [
    request.id,
    requester.displayName,
    requester.userName,
    beneficiary.displayName,
    beneficiary.userName,
    request.justification,
    request.ticket ?? '',
    ...accountIds(request),
    ...targets.flatMap((target) => [target.name, target.permissionSetName]),
  ];
  return texts.some((candidate) => candidate.toLowerCase().includes(wanted));
}
