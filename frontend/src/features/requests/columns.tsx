import type { RequestSummary } from '../../../../core/contract/requests';
import { Countdown } from '../../shared/countdown';
import { Moment } from '../../shared/moment';
import { PersonName } from '../../shared/people';
import type { Column } from '../../shared/resource-list';
import { RequestStatusIndicator } from '../../shared/status';
import { RequestLink } from './request-link';
import { strings } from './strings';
import { WantedWindow } from './wanted-window';

type RequestColumn = Column<RequestSummary>;

/** The columns from which each list of requests takes its own. */
export const columns = {
  access: {
    id: 'access',
    header: strings.access,
    minWidth: 160,
    cell: (request) => <RequestLink request={request} />,
  },
  status: {
    id: 'status',
    header: strings.status,
    minWidth: 120,
    cell: (request) => <RequestStatusIndicator request={request} />,
  },
  beneficiary: {
    id: 'beneficiary',
    header: strings.beneficiary,
    minWidth: 110,
    cell: (request) => <PersonName person={request.beneficiary} />,
  },
  window: {
    id: 'window',
    header: strings.when,
    minWidth: 130,
    cell: (request) => <WantedWindow request={request} />,
  },
  asked: {
    id: 'asked',
    header: strings.asked,
    minWidth: 120,
    cell: (request) => <Moment at={request.createdAt} />,
  },
  justification: {
    id: 'justification',
    wide: true,
    header: strings.justification,
    minWidth: 140,
    cell: (request) => <span className="clamped">{request.justification || '–'}</span>,
  },
  ticket: { id: 'ticket', header: strings.ticket, minWidth: 85, cell: (request) => request.ticket ?? '–' },
  toDecide: {
    id: 'to-decide',
    header: strings.toDecide,
    minWidth: 110,
    cell: (request) => (request.expiresAt ? <Countdown until={request.expiresAt} /> : '–'),
  },
} satisfies Readonly<Record<string, RequestColumn>>;
