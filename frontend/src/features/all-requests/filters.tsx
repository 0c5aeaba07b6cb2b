import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { FilterBar } from '../../shared/filter-bar';
import type { ListState } from '../../shared/list-state';
import { SearchBox } from '../../shared/search-box';
import { StatusFilter } from '../requests/status-filter';
import { strings as common } from '../requests/strings';
import { type Filters, isAccountId } from './queries';
import { strings } from './strings';

/** Text, status, account and dates. */
export function AllRequestsFilters({ list }: { readonly list: ListState<Filters> }) {
  const { filters, setFilter } = list;
  const wrong = filters.account !== '' && !isAccountId(filters.account);
  return (
    <FilterBar>
      <SearchBox value={filters.q} label={common.search} onChange={(q) => setFilter('q', q)} />
      <StatusFilter value={filters.status} onChange={(status) => setFilter('status', status)} />
      <FormField label={strings.account} errorText={wrong ? strings.accountError : undefined}>
        <Input
          value={filters.account}
          inputMode="numeric"
          onChange={({ detail }) => setFilter('account', detail.value.trim())}
        />
      </FormField>
      <FormField label={strings.from}>
        <DatePicker value={filters.from} onChange={({ detail }) => setFilter('from', detail.value)} />
      </FormField>
      <FormField label={strings.to}>
        <DatePicker value={filters.to} onChange={({ detail }) => setFilter('to', detail.value)} />
      </FormField>
    </FilterBar>
  );
}
