import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatMinutes, inUnit, shortMinutes, type Unit } from '../../shared/duration';
import { type Draft, minutesOf } from './draft';
import { strings } from './strings';

const quick = [30, 60, 120, 240, 480, 1_440, 4_320, 10_080];
const units: readonly Unit[] = ['minutes', 'hours', 'days'];
const unitOptions = units.map((value) => ({ value, label: strings.units[value] }));

/** The lengths offered with one click: the usual ones below the limit, and the limit. At most six. */
function quickChoices(maxMinutes: number): readonly number[] {
  return [...quick.filter((minutes) => minutes < maxMinutes).slice(-5), maxMinutes];
}

type Props = {
  readonly draft: Draft;
  readonly maxMinutes: number;
  readonly error: string | undefined;
  readonly onChange: (change: Partial<Draft>) => void;
};

/** For how long, in the unit that suits; quick choices up to the limit of the rule. */
export function DurationField({ draft, maxMinutes, error, onChange }: Props) {
  const choices = quickChoices(maxMinutes);
  const minutes = minutesOf(draft);
  const choose = (chosen: number) => {
    const { amount, unit } = inUnit(chosen);
    onChange({ amount: String(amount), unit });
  };
  return (
    <SpaceBetween size="s">
      <FormField
        label={strings.duration}
        constraintText={strings.durationHint(formatMinutes(maxMinutes))}
        errorText={error}
      >
        <div className="duration">
          <Input
            type="number"
            inputMode="numeric"
            step={1}
            value={draft.amount}
            ariaLabel={strings.amount}
            onChange={({ detail }) => onChange({ amount: detail.value })}
          />
          <Select
            ariaLabel={strings.unit}
            selectedOption={unitOptions.find((option) => option.value === draft.unit) ?? null}
            options={unitOptions}
            onChange={({ detail }) => {
              const unit = units.find((known) => known === detail.selectedOption.value);
              if (unit) onChange({ unit });
            }}
          />
        </div>
      </FormField>
      <SegmentedControl
        label={strings.quick}
        selectedId={minutes !== undefined && choices.includes(minutes) ? String(minutes) : null}
        options={choices.map((choice) => ({ id: String(choice), text: shortMinutes(choice) }))}
        onChange={({ detail }) => choose(Number(detail.selectedId))}
      />
    </SpaceBetween>
  );
}
