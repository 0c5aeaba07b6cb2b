import { RoleGate } from '../../app/role-gate';
import { AppButton } from '../../shared/app-link';
import { useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { ResourceList } from '../../shared/resource-list';
import { useAllNames } from '../policies/directory-names';
import { PolicyFilters } from '../policies/policy-filters';
import { idsOf } from '../policies/policy-ids';
import { approvalColumns } from './columns';
import { useApprovalPolicies } from './queries';
import { strings } from './strings';

function PolicyList() {
  const list = useListState({ q: '', state: 'all' });
  const policies = useApprovalPolicies(list.filters, list.pager);
  const nameOf = useAllNames(idsOf(policies.data?.items ?? []));
  return (
    <ResourceList
      label={strings.title}
      answer={policies}
      columns={approvalColumns(nameOf)}
      keyOf={(policy) => policy.id}
      pager={list.pager}
      empty={{ title: strings.empty, text: strings.emptyText }}
      clearFilters={list.filtered ? list.clearFilters : undefined}
      filter={<PolicyFilters list={list} />}
    />
  );
}

/** Who must say yes. */
export default function ApprovalPoliciesPage() {
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/policies/approval' }]}
      actions={
        <AppButton to="/policies/approval/new" variant="primary">
          {strings.create}
        </AppButton>
      }
    >
      <RoleGate needs="admin">
        <PolicyList />
      </RoleGate>
    </Page>
  );
}
