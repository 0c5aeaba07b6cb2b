import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { strings } from './strings';

type Props = {
  readonly names: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (names: string[]) => void;
};

/** Names of machines, separated by commas. What the person typed stays as it is while they type. */
export function MachinesField({ names, error, onChange }: Props) {
  const [text, setText] = useState(names.join(', '));
  return (
    <FormField label={strings.machines} description={strings.machinesHint} errorText={error}>
      <Input
        value={text}
        onChange={({ detail }) => {
          setText(detail.value);
          onChange(detail.value.split(',').flatMap((name) => name.trim() || []));
        }}
      />
    </FormField>
  );
}
