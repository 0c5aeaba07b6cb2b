import Badge from '@cloudscape-design/components/badge';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ActivityEventView } from '../../../../core/contract/activity';
import { formatDayAndTime } from '../../shared/format-moment';
import type { Column } from '../../shared/resource-list';
import { strings } from './strings';

const types = { succeeded: 'success', denied: 'error', failed: 'warning' } as const;

/** Columns of what was done with a lease. */
export const activityColumns: readonly Column<ActivityEventView>[] = [
  {
    id: 'action',
    header: strings.action,
    minWidth: 185,
    cell: (event) => (
      <span className={event.outcome === 'denied' ? 'breakable denied' : 'breakable'}>
        <strong>{event.action}</strong>
        {event.sensitive && (
          <div>
            <Badge color="red">{strings.sensitive}</Badge>
          </div>
        )}
      </span>
    ),
  },
  { id: 'service', header: strings.service, minWidth: 90, cell: (event) => event.service },
  {
    id: 'time',
    header: strings.time,
    minWidth: 105,
    cell: (event) => (
      <time dateTime={event.at} title={event.at}>
        {formatDayAndTime(event.at)}
      </time>
    ),
  },
  {
    id: 'outcome',
    header: strings.outcome,
    minWidth: 130,
    cell: (event) => (
      <StatusIndicator wrapText={false} type={types[event.outcome]}>
        <span title={`${event.errorCode} ${event.errorMessage}`.trim()}>
          {strings.outcomes[event.outcome]}
        </span>
        {event.outcome === 'failed' && <div>{event.errorCode}</div>}
      </StatusIndicator>
    ),
  },
  {
    id: 'resource',
    wide: true,
    header: strings.resource,
    minWidth: 110,
    cell: (event) => <span className="preformatted">{event.resource || '–'}</span>,
  },
  { id: 'region', header: strings.region, minWidth: 95, cell: (event) => event.region },
  { id: 'source', header: strings.source, minWidth: 115, cell: (event) => event.sourceAddress },
];
