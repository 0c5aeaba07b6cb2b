import type { RequestSummary } from '../../../../core/contract/requests';
import type { Column } from '../../shared/resource-list';
import { DecideButtons } from '../decide/decide-buttons';
import { columns } from '../requests/columns';
import { strings } from '../requests/strings';

/** Columns of what waits for me. */
export const inboxColumns: readonly Column<RequestSummary>[] = [
  columns.access,
  columns.beneficiary,
  columns.window,
  columns.justification,
  columns.toDecide,
  {
    id: 'actions',
    wide: true,
    header: strings.actions,
    minWidth: 240,
    cell: (request) => <DecideButtons request={request} />,
  },
];

/** Columns of what I have decided. */
export const decidedColumns: readonly Column<RequestSummary>[] = [
  columns.access,
  columns.status,
  columns.beneficiary,
  columns.window,
  columns.justification,
  columns.asked,
];
