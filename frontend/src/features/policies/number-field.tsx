import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly error?: string | undefined;
  /** NaN while what is typed is no whole number. */
  readonly onChange: (value: number) => void;
};

/** A whole number. */
export function NumberField({ label, hint, value, error, onChange }: Props) {
  const [text, setText] = useState(String(value));
  return (
    <FormField label={label} description={hint} errorText={error}>
      <Input
        type="number"
        inputMode="numeric"
        step={1}
        value={text}
        onChange={({ detail }) => {
          setText(detail.value);
          onChange(/^\d+$/.test(detail.value.trim()) ? Number(detail.value) : Number.NaN);
        }}
      />
    </FormField>
  );
}
