import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import type { RequestDetail } from '../../../../core/contract/requests';
import { useMe } from '../../app/me';
import { Countdown } from '../../shared/countdown';
import { endTimesIfApproved } from '../../shared/end-times';
import { Moment } from '../../shared/moment';
import { PersonName } from '../../shared/people';
import { RequestStatusIndicator } from '../../shared/status';
import { Targets } from '../../shared/target';
import { WantedWindow } from '../requests/wanted-window';
import { strings } from './strings';
import { Ticket } from './ticket';

/** Who asks for what, when and why. */
export function Facts({ request }: { readonly request: RequestDetail }) {
  const { rules } = useMe();
  const policies = new Set(request.eligibility.flat().map((policy) => policy.name));
  const pending = request.status === 'pending' && request.expiresAt;
  const items: KeyValuePairsProps.Item[] = [
    { label: strings.status, value: <RequestStatusIndicator request={request} /> },
    { label: strings.beneficiary, value: <PersonName person={request.beneficiary} /> },
    ...(request.requester.userId === request.beneficiary.userId
      ? []
      : [{ label: strings.requester, value: <PersonName person={request.requester} /> }]),
    { label: strings.access, value: <Targets targets={request.targets} /> },
    { label: strings.window, value: <WantedWindow request={request} /> },
    ...(pending ? endTimesIfApproved(request) : []),
    ...(pending ? [{ label: strings.toDecide, value: <Countdown until={pending} /> }] : []),
    {
      label: strings.justification,
      value: <span className="preformatted">{request.justification || '–'}</span>,
    },
    ...(request.ticket
      ? [{ label: strings.ticket, value: <Ticket ticket={request.ticket} template={rules.ticketUrl} /> }]
      : []),
    { label: strings.rule, value: [...policies].join(', ') || '–' },
    { label: strings.asked, value: <Moment at={request.createdAt} /> },
    { label: strings.id, value: <span className="preformatted">{request.id}</span> },
  ];
  return (
    <Container header={<Header variant="h2">{strings.details}</Header>}>
      <KeyValuePairs columns={3} minColumnWidth={200} items={items} />
    </Container>
  );
}
