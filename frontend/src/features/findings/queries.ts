import { FindingKind } from '../../../../core/model/finding';
import { useRead } from '../../api/hooks';
import type { Pager } from '../../shared/list-state';

export type Filters = { readonly q: string; readonly kind: string };

/** Open findings, by account and permission set. */
export const useFindings = ({ q, kind }: Filters, { cursor }: Pager) =>
  useRead(
    'listFindings',
    { query: { q, kind: FindingKind.safeParse(kind).data, cursor } },
    { poll: true, keep: true },
  );
