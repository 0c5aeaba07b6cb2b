import { AppButton } from '../../shared/app-link';
import { FilterBar } from '../../shared/filter-bar';
import { useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { SearchBox } from '../../shared/search-box';
import { StatusFilter } from '../requests/status-filter';
import { strings as common } from '../requests/strings';
import { myRequestColumns } from './columns';
import { useMyRequests } from './queries';
import { strings } from './strings';

/** Everything that I asked for. */
export default function MyRequestsPage() {
  const list = useListState({ q: '', status: '' });
  const requests = useMyRequests(list.filters, list.pager);
  const ask = (
    <AppButton to="/request" variant="primary">
      {strings.requestAccess}
    </AppButton>
  );
  return (
    <Page
      title={strings.title}
      description={strings.description}
      actions={ask}
      crumbs={[{ text: strings.title, href: '/requests' }]}
    >
      <ResourceList
        label={strings.title}
        answer={requests}
        columns={myRequestColumns}
        keyOf={(request) => request.id}
        pager={list.pager}
        empty={{
          title: strings.empty,
          text: strings.emptyText,
          action: <AppButton to="/request">{strings.requestAccess}</AppButton>,
        }}
        clearFilters={list.filtered ? list.clearFilters : undefined}
        filter={
          <FilterBar>
            <SearchBox
              value={list.filters.q}
              label={common.search}
              onChange={(q) => list.setFilter('q', q)}
            />
            <StatusFilter
              value={list.filters.status}
              onChange={(status) => list.setFilter('status', status)}
            />
          </FilterBar>
        }
      />
    </Page>
  );
}
