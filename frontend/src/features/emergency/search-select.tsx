import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { strings } from './strings';

type Option = { readonly value: string; readonly label: string; readonly description: string };
type Props = {
  readonly label: string;
  /** How the chosen one is shown; absent: none is. */
  readonly chosen: string | undefined;
  readonly options: readonly Option[];
  readonly status: NonNullable<SelectProps['statusType']>;
  readonly onLoadItems: NonNullable<SelectProps['onLoadItems']>;
  readonly onChoose: (option: Option) => void;
};

/** One of many, searched on the server. */
export function SearchSelect({ label, chosen, options, status, onLoadItems, onChoose }: Props) {
  return (
    <FormField label={label}>
      <Select
        selectedOption={chosen === undefined ? null : { value: chosen, label: chosen }}
        options={options}
        placeholder={strings.chooseOne}
        filteringType="manual"
        filteringPlaceholder={strings.search}
        filteringAriaLabel={`${label}: ${strings.search}`}
        statusType={status}
        loadingText={strings.searching}
        errorText={strings.searchFailed}
        empty={strings.none}
        onLoadItems={onLoadItems}
        onChange={({ detail }) => {
          const option = options.find(({ value }) => value === detail.selectedOption.value);
          if (option) onChoose(option);
        }}
      />
    </FormField>
  );
}
