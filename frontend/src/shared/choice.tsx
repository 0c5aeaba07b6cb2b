import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
};

/** One of a few, such as a filter of a list. */
export function Choice({ label, value, options, onChange }: Props) {
  return (
    <FormField label={label}>
      <Select
        selectedOption={options.find((option) => option.value === value) ?? null}
        options={options}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}
