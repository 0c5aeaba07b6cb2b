import { RoleGate } from '../../app/role-gate';
import { useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { allRequestColumns } from './columns';
import { AllRequestsFilters } from './filters';
import { useAllRequests } from './queries';
import { strings } from './strings';

function AllRequests() {
  const list = useListState({ q: '', status: '', account: '', from: '', to: '' });
  const requests = useAllRequests(list.filters, list.pager);
  return (
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
