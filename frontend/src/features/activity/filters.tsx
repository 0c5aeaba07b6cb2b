import { Choice } from '../../shared/choice';
import { FilterBar } from '../../shared/filter-bar';
import type { ListState } from '../../shared/list-state';
import { SearchBox } from '../../shared/search-box';
import type { ActivityFilters } from './queries';
import { strings } from './strings';

const outcomes = [
  { value: 'all', label: strings.anyOutcome },
  { value: 'denied', label: strings.outcomes.denied },
  { value: 'failed', label: strings.outcomes.failed },
  { value: 'succeeded', label: strings.outcomes.succeeded },
];
const accesses = [
  { value: 'all', label: strings.anyAccess },
  { value: 'read', label: strings.read },
  { value: 'write', label: strings.write },
];

/** Text, outcome and kind of call. */
export function ActivityFilterBar({ list }: { readonly list: ListState<ActivityFilters> }) {
  return (
    <FilterBar>
      <SearchBox value={list.filters.q} label={strings.search} onChange={(q) => list.setFilter('q', q)} />
      <Choice
        label={strings.outcomeFilter}
        value={list.filters.outcome}
        options={outcomes}
        onChange={(value) => list.setFilter('outcome', value)}
      />
      <Choice
        label={strings.accessFilter}
        value={list.filters.access}
        options={accesses}
        onChange={(value) => list.setFilter('access', value)}
      />
    </FilterBar>
  );
}
