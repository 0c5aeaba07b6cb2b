import type { RequestSummary } from '../../../../core/contract/requests';
import type { Column } from '../../shared/resource-list';
import { columns } from '../requests/columns';

/** Columns of all requests. */
export const allRequestColumns: readonly Column<RequestSummary>[] = [
  columns.access,
  columns.status,
  columns.beneficiary,
  columns.window,
  columns.justification,
  columns.ticket,
  columns.asked,
];
