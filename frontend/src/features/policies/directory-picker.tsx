import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import type { DirectoryKind } from '../../../../core/contract/directory';
import { call } from '../../api/call';
import { usePagedSearch } from '../../shared/use-paged-search';
import { useDirectoryNames } from './directory-names';
import { strings } from './strings';

type Props = {
  readonly kind: DirectoryKind;
  readonly label: string;
  readonly hint?: string;
  readonly ids: readonly string[];
  readonly error?: string | undefined;
  readonly onChange: (ids: string[]) => void;
};

/** Chooses accounts, units, permission sets, groups or people by searching the directory. */
export function DirectoryPicker({ kind, label, hint, ids, error, onChange }: Props) {
  const nameOf = useDirectoryNames(kind, ids);
  const { items, status, onLoadItems } = usePagedSearch(['directory', kind], ({ q, cursor, signal }) =>
    call('searchDirectory', { params: { kind }, query: { q, cursor, limit: 50 }, signal }),
  );
  const chosen = ids.map((id) => {
    const entry = nameOf(id);
    return { value: id, label: entry?.name ?? id, description: entry?.description ?? '' };
  });
  return (
    <FormField label={label} description={hint} errorText={error}>
      <Multiselect
        selectedOptions={chosen}
        options={items.map((entry) => ({
          value: entry.id,
          label: entry.name,
          description: entry.description,
          disabled: entry.disabled && !ids.includes(entry.id),
        }))}
        placeholder={strings.choose}
        filteringType="manual"
        filteringPlaceholder={strings.searchDirectory}
        filteringAriaLabel={`${label}: ${strings.searchDirectory}`}
        statusType={status}
        loadingText={strings.searching}
        errorText={strings.searchFailed}
        recoveryText={strings.retry}
        empty={strings.none}
        onLoadItems={onLoadItems}
        deselectAriaLabel={(option) => strings.removeItem(option.label ?? '')}
        onChange={({ detail }) => onChange(detail.selectedOptions.flatMap((option) => option.value ?? []))}
      />
    </FormField>
  );
}
