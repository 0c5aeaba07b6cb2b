import Tabs from '@cloudscape-design/components/tabs';
import { useSearchParams } from 'react-router';
import { useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { SearchBox } from '../../shared/search-box';
import { strings as common } from '../requests/strings';
import { decidedColumns, inboxColumns } from './columns';
import { useApprovals } from './queries';
import { strings } from './strings';

function ApprovalList({ view }: { readonly view: 'inbox' | 'decided' }) {
  const list = useListState({ q: '' });
  const requests = useApprovals(view, list.filters.q, list.pager);
  const inbox = view === 'inbox';
  return (
    <ResourceList
      label={inbox ? strings.inbox : strings.decided}
      answer={requests}
      columns={inbox ? inboxColumns : decidedColumns}
      keyOf={(request) => request.id}
      pager={list.pager}
      empty={inbox ? { title: strings.empty, text: strings.emptyText } : { title: strings.decidedEmpty }}
      clearFilters={list.filtered ? list.clearFilters : undefined}
      filter={
        <SearchBox value={list.filters.q} label={common.search} onChange={(q) => list.setFilter('q', q)} />
      }
    />
  );
}

/** What waits for my decision, and what I have decided. */
export default function ApprovalsPage() {
  const [search, setSearch] = useSearchParams();
  const tab = search.get('tab') === 'decided' ? 'decided' : 'inbox';
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/approvals' }]}
    >
      <Tabs
        ariaLabel={strings.title}
        activeTabId={tab}
        onChange={({ detail }) => setSearch(detail.activeTabId === 'decided' ? { tab: 'decided' } : {})}
        tabs={[
          { id: 'inbox', label: strings.inbox, content: tab === 'inbox' && <ApprovalList view="inbox" /> },
          {
            id: 'decided',
            label: strings.decided,
            content: tab === 'decided' && <ApprovalList view="decided" />,
          },
        ]}
      />
    </Page>
  );
}
