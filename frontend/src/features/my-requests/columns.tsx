import type { RequestSummary } from '../../../../core/contract/requests';
import type { Column } from '../../shared/resource-list';
import { AskAgain } from '../requests/ask-again';
import { columns } from '../requests/columns';
import { strings } from '../requests/strings';

/** Columns of my requests. */
export const myRequestColumns: readonly Column<RequestSummary>[] = [
  columns.access,
  columns.status,
  columns.window,
  columns.justification,
  columns.asked,
  {
    id: 'actions',
    wide: true,
    header: strings.actions,
    minWidth: 130,
    cell: (request) => <AskAgain request={request} />,
  },
];
