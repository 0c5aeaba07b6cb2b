import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { inUnit, minutesPer, type Unit } from '../../shared/duration';
import { strings } from './strings';

const units: readonly Unit[] = ['minutes', 'hours', 'days'];
const options = units.map((value) => ({ value, label: strings.unitNames[value] }));

type Props = {
  readonly label: string;
  readonly hint?: string;
  readonly minutes: number;
  readonly error?: string | undefined;
  /** NaN while what is typed is no whole number. */
  readonly onChange: (minutes: number) => void;
};

/** A length of time, in the unit that suits. */
export function MinutesField({ label, hint, minutes, error, onChange }: Props) {
  const [typed, setTyped] = useState(() => {
    const { amount, unit } = inUnit(minutes);
    return { amount: String(amount), unit };
  });
  const change = (next: { amount: string; unit: Unit }) => {
    setTyped(next);
    onChange(/^\d+$/.test(next.amount.trim()) ? Number(next.amount) * minutesPer[next.unit] : Number.NaN);
  };
  return (
    <FormField label={label} description={hint} errorText={error}>
      <div className="duration">
        <Input
          type="number"
          inputMode="numeric"
          step={1}
          ariaLabel={`${label}: ${strings.amount}`}
          value={typed.amount}
          onChange={({ detail }) => change({ ...typed, amount: detail.value })}
        />
        <Select
          ariaLabel={`${label}: ${strings.unit}`}
          selectedOption={options.find((option) => option.value === typed.unit) ?? null}
          options={options}
          onChange={({ detail }) => {
            const unit = units.find((known) => known === detail.selectedOption.value);
            if (unit) change({ ...typed, unit });
          }}
        />
      </div>
    </FormField>
  );
}
