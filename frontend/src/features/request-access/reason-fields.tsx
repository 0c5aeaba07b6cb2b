import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { TextRule } from '../../../../core/model/policy';
import type { Draft } from './draft';
import type { FieldErrors } from './field-errors';
import { strings } from './strings';
import { demands, type JointTerms } from './joint-terms';

type Props = {
  readonly draft: Draft;
  readonly terms: JointTerms;
  readonly errors: FieldErrors;
  readonly onChange: (change: Partial<Draft>) => void;
};

/** Whether a field may stay empty is known only once something is chosen. */
const label = (text: string, rules: readonly TextRule[]) =>
  rules.length === 0 || demands(rules).required ? (
    text
  ) : (
    <span>
      {text} <i>– {strings.optional}</i>
    </span>
  );

/** Justification and ticket, with what the rules ask of them. */
export function ReasonFields({ draft, terms, errors, onChange }: Props) {
  const why = demands(terms.justification);
  const ticket = demands(terms.ticket);
  const whyHints = [...(why.minLength > 1 ? [strings.atLeast(why.minLength)] : []), ...why.hints];
  return (
    <SpaceBetween size="m">
      <FormField
        label={label(strings.justification, terms.justification)}
        description={strings.justificationHint}
        constraintText={whyHints.join(' ')}
        errorText={errors.justification}
      >
        <Textarea
          value={draft.justification}
          rows={3}
          ariaRequired={why.required}
          onChange={({ detail }) => onChange({ justification: detail.value })}
        />
      </FormField>
      <FormField
        label={label(strings.ticket, terms.ticket)}
        description={strings.ticketHint}
        constraintText={ticket.hints.join(' ')}
        errorText={errors.ticket}
      >
        <Input
          value={draft.ticket}
          ariaRequired={ticket.required}
          onChange={({ detail }) => onChange({ ticket: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}
