import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { RoleGate } from '../../app/role-gate';
import { usePager } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { orderColumns } from './columns';
import { EndSection } from './end-section';
import { useOrders } from './queries';
import { StopSection } from './stop-section';
import { strings } from './strings';

function Orders() {
  const pager = usePager('orders');
  const orders = useOrders(pager);
  return (
    <ResourceList
      label={strings.orders}
      answer={orders}
      columns={orderColumns}
      keyOf={({ id }) => id}
      pager={pager}
      empty={{ title: strings.noOrders }}
      header={<Header variant="h2">{strings.orders}</Header>}
    />
  );
}

/** Ends access and stops activations, for admins and responders. */
export default function EmergencyPage() {
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/emergency' }]}
    >
      <RoleGate needs={['admin', 'responder']}>
        <SpaceBetween size="l">
          <StopSection />
          <EndSection />
          <Orders />
        </SpaceBetween>
      </RoleGate>
    </Page>
  );
}
