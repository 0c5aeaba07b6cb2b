import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { strings } from './strings';

type Props = Pick<SelectProps, 'options' | 'selectedOption' | 'statusType' | 'onLoadItems' | 'disabled'> & {
  readonly label: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly error: string | undefined;
  readonly onChoose: (value: string) => void;
};

/** A select whose options are searched on the server. */
export function ServerSelect({ label, placeholder, empty, error, onChoose, ...select }: Props) {
  return (
    <FormField label={label} errorText={error}>
      <Select
        {...select}
        placeholder={placeholder}
        filteringType="manual"
        filteringPlaceholder={strings.searchPlaceholder}
        filteringAriaLabel={`${label}: ${strings.searchPlaceholder}`}
        empty={empty}
        loadingText={strings.searching}
        errorText={strings.searchFailed}
        recoveryText={strings.retry}
        ariaRequired
        onChange={({ detail }) => onChoose(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
