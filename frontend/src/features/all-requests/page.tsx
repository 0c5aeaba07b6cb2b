import SpaceBetween from '@cloudscape-design/components/space-between';
import { RoleGate } from '../../app/role-gate';
import { useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { AuditCheck } from './audit-check';
import { allRequestColumns } from './columns';
import { AllRequestsFilters } from './filters';
import { useAllRequests } from './queries';
import { strings } from './strings';

function AllRequests() {
  const list = useListState({ q: '', status: '', account: '', from: '', to: '' });
  const requests = useAllRequests(list.filters, list.pager);
  return (
    <SpaceBetween size="l">
      <ResourceList
        label={strings.title}
        answer={requests}
        columns={allRequestColumns}
        keyOf={(request) => request.id}
        pager={list.pager}
        empty={{ title: strings.empty }}
        clearFilters={list.filtered ? list.clearFilters : undefined}
        filter={<AllRequestsFilters list={list} />}
      />
      <AuditCheck />
    </SpaceBetween>
  );
}

/** Every request, for auditors. */
export default function AllRequestsPage() {
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/audit' }]}
    >
      <RoleGate needs="auditor">
        <AllRequests />
      </RoleGate>
    </Page>
  );
}
