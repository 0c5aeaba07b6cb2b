import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { RequestDetail } from '../../../../core/contract/requests';
import { LeaseView } from './lease';
import { strings } from './strings';

/** Each lease with its true state. */
export function Leases({ request }: { readonly request: RequestDetail }) {
  return (
    <Container header={<Header variant="h2">{strings.leases}</Header>}>
      {request.leases.length === 0 && <Box color="text-body-secondary">{strings.noLeases}</Box>}
      <SpaceBetween size="l">
        {request.leases.map((lease) => (
          <LeaseView key={lease.id} lease={lease} request={request} />
        ))}
      </SpaceBetween>
    </Container>
  );
}
