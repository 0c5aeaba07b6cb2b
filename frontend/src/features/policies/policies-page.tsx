import type { ComponentProps } from 'react';
import { RoleGate } from '../../app/role-gate';
import { AppButton } from '../../shared/app-link';
import { type Pager, useListState } from '../../shared/list-state';
import { Page } from '../../shared/page';
import { type Column, ResourceList } from '../../shared/resource-list';
import { useAllNames } from './directory-names';
import type { NameOf } from './name-of';
import { PolicyFilters } from './policy-filters';
import { idsOf } from './policy-ids';

type Policy = Parameters<typeof idsOf>[0][number] & { readonly id: string };

type Props<P extends Policy> = {
  readonly strings: Readonly<Record<'title' | 'description' | 'create' | 'empty' | 'emptyText', string>>;
  /** Where they are listed; `new` below it makes one. */
  readonly path: string;
  readonly columns: (nameOf: NameOf) => readonly Column<P>[];
  readonly useList: (
    filters: { readonly q: string; readonly state: string },
    pager: Pager,
  ) => ComponentProps<typeof ResourceList<P>>['answer'];
};

function PolicyList<P extends Policy>({ strings, columns, useList }: Props<P>) {
  const list = useListState({ q: '', state: 'all' });
  const policies = useList(list.filters, list.pager);
  const nameOf = useAllNames(idsOf(policies.data?.items ?? []));
  return (
    <ResourceList
      label={strings.title}
      answer={policies}
      columns={columns(nameOf)}
      keyOf={(policy) => policy.id}
      pager={list.pager}
      empty={{ title: strings.empty, text: strings.emptyText }}
      clearFilters={list.filtered ? list.clearFilters : undefined}
      filter={<PolicyFilters list={list} />}
    />
  );
}

/** All policies of a kind, for admins. */
export function PoliciesPage<P extends Policy>(props: Props<P>) {
  const { strings, path } = props;
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: path }]}
      actions={
        <AppButton to={`${path}/new`} variant="primary">
          {strings.create}
        </AppButton>
      }
    >
      <RoleGate needs="admin">
        <PolicyList {...props} />
      </RoleGate>
    </Page>
  );
}
