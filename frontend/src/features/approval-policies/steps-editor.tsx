import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ApprovalStep } from '../../../../core/model/policy';
import { errorAt, type FormErrors } from '../policies/form-errors';
import { NumberField } from '../policies/number-field';
import { PeopleFields } from '../policies/people-fields';
import { strings } from './strings';

const MAX_STEPS = 5;
const newStep = (): ApprovalStep => ({ name: '', approvers: { users: [], groups: [] }, needed: 1 });

type Props = {
  readonly steps: readonly ApprovalStep[];
  readonly errors: FormErrors;
  readonly onChange: (steps: ApprovalStep[]) => void;
};

/** The steps of an approval policy, in order. */
export function StepsEditor({ steps, errors, onChange }: Props) {
  const replace = (index: number, step: ApprovalStep) =>
    onChange(steps.map((one, at) => (at === index ? step : one)));
  return (
    <Container
      header={
        <Header variant="h2" description={strings.stepsHint}>
          {strings.steps}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {steps.map((step, index) => (
          <StepFields
            // oxlint-disable-next-line react/no-array-index-key -- a step is its place in the order
            key={`${steps.length} ${index}`}
            number={index + 1}
            step={step}
            errors={errors}
            onChange={(next) => replace(index, next)}
            onRemove={
              steps.length > 1 ? () => onChange(steps.filter((_step, at) => at !== index)) : undefined
            }
          />
        ))}
        <Button
          iconName="add-plus"
          formAction="none"
          disabled={steps.length >= MAX_STEPS}
          onClick={() => onChange([...steps, newStep()])}
        >
          {strings.addStep}
        </Button>
      </SpaceBetween>
    </Container>
  );
}

type StepProps = {
  readonly number: number;
  readonly step: ApprovalStep;
  readonly errors: FormErrors;
  readonly onChange: (step: ApprovalStep) => void;
  readonly onRemove: (() => void) | undefined;
};

function StepFields({ number, step, errors, onChange, onRemove }: StepProps) {
  const path = `steps.${number - 1}`;
  return (
    <fieldset className="group" aria-label={strings.step(number)}>
      <SpaceBetween size="m">
        <Header
          variant="h3"
          actions={
            onRemove && (
              <Button formAction="none" ariaLabel={strings.removeStep(number)} onClick={onRemove}>
                {strings.remove}
              </Button>
            )
          }
        >
          {strings.step(number)}
        </Header>
        <FormField label={strings.stepName} errorText={errorAt(errors, `${path}.name`)}>
          <Input value={step.name} onChange={({ detail }) => onChange({ ...step, name: detail.value })} />
        </FormField>
        <PeopleFields
          path={`${path}.approvers`}
          people={step.approvers}
          errors={errors}
          onChange={(approvers) => onChange({ ...step, approvers })}
        />
        <NumberField
          label={strings.needed}
          value={step.needed}
          error={errorAt(errors, `${path}.needed`)}
          onChange={(needed) => onChange({ ...step, needed })}
        />
      </SpaceBetween>
    </fieldset>
  );
}
