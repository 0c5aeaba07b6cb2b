import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import { serverNow } from '../../api/server-clock';
import { timeZone } from '../../shared/format-moment';
import type { Draft } from './draft';
import { strings } from './strings';

const DAY = 86_400_000;
const YEAR = 365 * DAY;

type Props = {
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly onChange: (change: Partial<Draft>) => void;
};

/** When it starts: on approval, or at a date and time of the reader's own zone. */
export function StartFields({ draft, error, onChange }: Props) {
  const later = draft.start === 'later';
  const now = serverNow();
  return (
    <SpaceBetween size="s">
      <FormField label={strings.start} errorText={later ? undefined : error}>
        <RadioGroup
          value={draft.start}
          items={[
            { value: 'now', label: strings.startNow },
            { value: 'later', label: strings.startLater },
          ]}
          onChange={({ detail }) => onChange({ start: detail.value === 'later' ? 'later' : 'now' })}
        />
      </FormField>
      {later && (
        <FormField errorText={error} constraintText={strings.timeHint(timeZone)}>
          <div className="date-time">
            <FormField label={strings.date} stretch>
              <DatePicker
                value={draft.date}
                isDateEnabled={(date) => date.getTime() > now - DAY && date.getTime() < now + YEAR}
                onChange={({ detail }) => onChange({ date: detail.value })}
              />
            </FormField>
            <FormField label={strings.time} stretch>
              <TimeInput
                value={draft.time}
                format="hh:mm"
                placeholder="hh:mm"
                onChange={({ detail }) => onChange({ time: detail.value })}
              />
            </FormField>
          </div>
        </FormField>
      )}
    </SpaceBetween>
  );
}
