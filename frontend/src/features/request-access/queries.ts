import { useRef } from 'react';
import type { RequestPreview } from '../../../../core/contract/requests';
import { call } from '../../api/call';
import { useRead, useWrite } from '../../api/hooks';
import { useDebounced } from '../../shared/use-debounced';
import { usePagedSearch } from '../../shared/use-paged-search';
import type { Body } from './draft';

const PAGE = 50;
const nothing: Body = { targets: [], minutes: 1 };

/** Accounts in which the person may ask for something, searched on the server. */
export const useAccounts = () =>
  usePagedSearch(['accounts'], ({ q, cursor, signal }) =>
    call('listEligibleAccounts', { query: { q, cursor, limit: PAGE }, signal }),
  );

/** Permission sets that the person may ask for in an account. */
export const usePermissionSets = (accountId: string) =>
  usePagedSearch(['permission-sets', accountId], ({ q, cursor, signal }) =>
    call('listEligiblePermissionSets', { params: { accountId }, query: { q, cursor, limit: PAGE }, signal }),
  );

/** What would happen, a moment after the last change; undefined body: nothing can be said yet. */
export function usePreview(body: Body | undefined) {
  const settled = useDebounced(JSON.stringify(body ?? null), 400);
  const parsed: Body | null = JSON.parse(settled);
  const answer = useRead(
    'previewRequest',
    { body: parsed ?? nothing },
    { enabled: parsed !== null && body !== undefined, keep: true, poll: 30_000 },
  );
  const current = body !== undefined && JSON.stringify(body) === settled;
  const data: RequestPreview | undefined = body === undefined ? undefined : answer.data;
  return {
    data,
    error: body === undefined ? null : answer.error,
    settled: current && !answer.isPlaceholderData,
  };
}

/** Sends the request. The same body sent twice is one request; another body is another one. */
export function useCreate(onDone: (requestId: string) => void) {
  const last = useRef<{ text: string; key: string }>(undefined);
  const create = useWrite('createRequest', (request) => onDone(request.id));
  const send = (body: Body) => {
    const text = JSON.stringify(body);
    if (last.current?.text !== text) last.current = { text, key: crypto.randomUUID() };
    create.mutate({ body, idempotencyKey: last.current.key });
  };
  return { send, busy: create.isPending, error: create.error, reset: create.reset };
}
