import { useMe } from '../../app/me';
import { RoleGate } from '../../app/role-gate';
import { AppLink } from '../../shared/app-link';
import { useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { findingColumns } from './columns';
import { FindingFilters } from './filters';
import { useFindings } from './queries';
import { strings } from './strings';

function Findings() {
  const { roles } = useMe();
  const list = useListState({ q: '', kind: '' });
  const findings = useFindings(list.filters, list.pager);
  return (
    <ResourceList
      label={strings.title}
      answer={findings}
      columns={findingColumns(roles.auditor)}
      keyOf={(finding) => finding.id}
      pager={list.pager}
      empty={{ title: strings.empty, text: strings.emptyText }}
      clearFilters={list.filtered ? list.clearFilters : undefined}
      filter={<FindingFilters list={list} />}
    />
  );
}

/** What the reconciler has found and is not settled, for auditors and admins. */
export default function FindingsPage() {
  const { roles } = useMe();
  return (
    <Page
      title={strings.title}
      description={strings.description}
      actions={roles.admin && <AppLink to="/settings">{strings.toSettings}</AppLink>}
      crumbs={[{ text: strings.title, href: '/findings' }]}
    >
      <RoleGate needs={['auditor', 'admin']}>
        <Findings />
      </RoleGate>
    </Page>
  );
}
