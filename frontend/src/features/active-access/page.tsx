import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'react-router';
import { useMe } from '../../app/me';
import { useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { SearchBox } from '../../shared/search-box';
import { accessColumns } from './columns';
import { useAccess, type View } from './queries';
import { strings } from './strings';

function AccessList({ view }: { readonly view: View }) {
  const list = useListState({ q: '' });
  const access = useAccess(view, list.filters.q, list.pager);
  return (
    <ResourceList
      label={strings[view]}
      answer={access}
      columns={accessColumns(view === 'mine')}
      keyOf={(item) => item.lease.id}
      pager={list.pager}
      empty={{ title: strings.empty, ...(view === 'mine' ? { text: strings.emptyMine } : {}) }}
      clearFilters={list.filtered ? list.clearFilters : undefined}
      filter={
        <SearchBox value={list.filters.q} label={strings.search} onChange={(q) => list.setFilter('q', q)} />
      }
    />
  );
}

/** Access that is held now: mine, and what I may end. */
export default function ActiveAccessPage() {
  const { roles } = useMe();
  const [search, setSearch] = useSearchParams();
  const views: readonly View[] = roles.auditor ? ['mine', 'endable', 'all'] : ['mine', 'endable'];
  const view = views.find((known) => known === search.get('view')) ?? 'mine';
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/access' }]}
    >
      <Tabs
        ariaLabel={strings.title}
        activeTabId={view}
        onChange={({ detail }) =>
          setSearch(detail.activeTabId === 'mine' ? {} : { view: detail.activeTabId })
        }
        tabs={views.map((id) => ({
          id,
          label: strings[id],
          content: id === view && <AccessList key={id} view={id} />,
        }))}
      />
    </Page>
  );
}
