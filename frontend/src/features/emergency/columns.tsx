import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { EmergencyOrderView } from '../../../../core/contract/emergency';
import { Moment } from '../../shared/moment';
import { PersonName } from '../../shared/people';
import type { Column } from '../../shared/resource-list';
import { strings } from './strings';

/** Columns of the list of orders. */
export const orderColumns: readonly Column<EmergencyOrderView>[] = [
  {
    id: 'what',
    header: strings.order,
    minWidth: 180,
    cell: ({ scope, name }) => strings.scopes[scope.kind](name),
  },
  {
    id: 'progress',
    header: strings.progress,
    minWidth: 150,
    cell: ({ status, gone, covered }) => (
      <>
        <StatusIndicator type={status === 'open' ? 'in-progress' : 'success'} wrapText={false}>
          {strings[status]}
        </StatusIndicator>
        <div>{strings.ofAll(gone, covered)}</div>
      </>
    ),
  },
  { id: 'by', header: strings.by, minWidth: 120, cell: (order) => <PersonName person={order.orderedBy} /> },
  { id: 'at', header: strings.at, minWidth: 120, cell: ({ orderedAt }) => <Moment at={orderedAt} /> },
  {
    id: 'comment',
    header: strings.comment,
    minWidth: 160,
    wide: true,
    cell: ({ comment }) => <div className="clamped">{comment}</div>,
  },
];
