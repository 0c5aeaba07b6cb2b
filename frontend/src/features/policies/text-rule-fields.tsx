import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TextRule } from '../../../../core/model/policy';
import { errorAt, type FormErrors } from './form-errors';
import { NumberField } from './number-field';
import { strings } from './strings';

type Props = {
  readonly legend: string;
  readonly path: string;
  readonly rule: TextRule;
  readonly errors: FormErrors;
  readonly onChange: (rule: TextRule) => void;
};

/** What a justification or a ticket must look like. */
export function TextRuleFields({ legend, path, rule, errors, onChange }: Props) {
  const optional = (text: string) => (text === '' ? undefined : text);
  return (
    <fieldset className="group" aria-label={legend}>
      <SpaceBetween size="s">
        <FormField label={legend}>
          <Checkbox
            checked={rule.required}
            ariaLabel={`${legend}: ${strings.required}`}
            onChange={({ detail }) => onChange({ ...rule, required: detail.checked })}
          >
            {strings.required}
          </Checkbox>
        </FormField>
        <NumberField
          label={strings.minLength}
          value={rule.minLength}
          error={errorAt(errors, `${path}.minLength`)}
          onChange={(minLength) => onChange({ ...rule, minLength })}
        />
        <FormField
          label={strings.pattern}
          description={strings.patternHelp}
          errorText={errorAt(errors, `${path}.pattern`)}
        >
          <Input
            value={rule.pattern ?? ''}
            onChange={({ detail }) => onChange({ ...rule, pattern: optional(detail.value) })}
          />
        </FormField>
        <FormField label={strings.patternHint} errorText={errorAt(errors, `${path}.patternHint`)}>
          <Input
            value={rule.patternHint ?? ''}
            onChange={({ detail }) => onChange({ ...rule, patternHint: optional(detail.value) })}
          />
        </FormField>
      </SpaceBetween>
    </fieldset>
  );
}
