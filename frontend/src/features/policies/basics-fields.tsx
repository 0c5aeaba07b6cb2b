import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import { errorAt, type FormErrors } from './form-errors';
import { NumberField } from './number-field';
import { strings } from './strings';

type Basics = {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly priority: number;
};

type Props = {
  readonly title: string;
  readonly value: Basics;
  readonly errors: FormErrors;
  readonly children?: ReactNode;
  readonly onChange: (change: Partial<Basics>) => void;
};

/** Name, description, state and priority of a policy. */
export function BasicsFields({ title, value, errors, children, onChange }: Props) {
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <SpaceBetween size="m">
        <FormField label={strings.name} errorText={errorAt(errors, 'name')}>
          <Input
            value={value.name}
            ariaRequired
            onChange={({ detail }) => onChange({ name: detail.value })}
          />
        </FormField>
        <FormField label={strings.description} errorText={errorAt(errors, 'description')}>
          <Input
            value={value.description}
            onChange={({ detail }) => onChange({ description: detail.value })}
          />
        </FormField>
        <Toggle
          checked={value.enabled}
          description={strings.enabledHint}
          onChange={({ detail }) => onChange({ enabled: detail.checked })}
        >
          {strings.enabled}
        </Toggle>
        {children}
        <NumberField
          label={strings.priority}
          hint={strings.priorityHint}
          value={value.priority}
          error={errorAt(errors, 'priority')}
          onChange={(priority) => onChange({ priority })}
        />
      </SpaceBetween>
    </Container>
  );
}
