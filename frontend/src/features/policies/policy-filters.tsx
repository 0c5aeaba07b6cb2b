import { Choice } from '../../shared/choice';
import { FilterBar } from '../../shared/filter-bar';
import type { ListState } from '../../shared/list-state';
import { SearchBox } from '../../shared/search-box';
import { strings } from './strings';

const states = [
  { value: 'all', label: strings.anyState },
  { value: 'enabled', label: strings.enabled },
  { value: 'disabled', label: strings.disabled },
];

type Filters = { readonly q: string; readonly state: string };

/** The state from the address, if it is one. */
export const knownState = (text: string) => (text === 'enabled' || text === 'disabled' ? text : 'all');

/** Text and state. */
export function PolicyFilters({ list }: { readonly list: ListState<Filters> }) {
  return (
    <FilterBar>
      <SearchBox value={list.filters.q} label={strings.search} onChange={(q) => list.setFilter('q', q)} />
      <Choice
        label={strings.state}
        value={list.filters.state}
        options={states}
        onChange={(state) => list.setFilter('state', state)}
      />
    </FilterBar>
  );
}
