import { FindingKind } from '../../../../core/model/finding';
import { Choice } from '../../shared/choice';
import { FilterBar } from '../../shared/filter-bar';
import type { ListState } from '../../shared/list-state';
import { SearchBox } from '../../shared/search-box';
import type { Filters } from './queries';
import { strings } from './strings';

const kinds = [
  { value: '', label: strings.anyKind },
  ...FindingKind.options.map((value) => ({ value, label: strings.kinds[value] })),
];

/** Text and kind. */
export function FindingFilters({ list }: { readonly list: ListState<Filters> }) {
  const { filters, setFilter } = list;
  return (
    <FilterBar>
      <SearchBox value={filters.q} label={strings.search} onChange={(q) => setFilter('q', q)} />
      <Choice
        label={strings.kind}
        value={filters.kind}
        options={kinds}
        onChange={(kind) => setFilter('kind', kind)}
      />
    </FilterBar>
  );
}
