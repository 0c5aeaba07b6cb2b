import Container from '@cloudscape-design/components/container';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { EligibilityPolicyBody } from '../../../../core/model/policy';
import { DirectoryPicker } from '../policies/directory-picker';
import { errorAt } from '../policies/form-errors';
import { MinutesField } from '../policies/minutes-field';
import type { FieldsProps } from '../policies/policy-form';
import { TextRuleFields } from '../policies/text-rule-fields';
import { MachinesField } from './machines-field';
import { strings } from './strings';

/** On which terms: length, approval, texts, and who else may ask. */
export function TermsFields({ value, errors, onChange }: FieldsProps<EligibilityPolicyBody>) {
  return (
    <Container header={<Header variant="h2">{strings.terms}</Header>}>
      <SpaceBetween size="l">
        <MinutesField
          label={strings.longest}
          hint={strings.longestHint}
          minutes={value.maxMinutes}
          error={errorAt(errors, 'maxMinutes')}
          onChange={(maxMinutes) => onChange({ maxMinutes })}
        />
        <Toggle
          checked={value.approvalRequired}
          description={strings.approvalHint}
          onChange={({ detail }) => onChange({ approvalRequired: detail.checked })}
        >
          {strings.approval}
        </Toggle>
        <ColumnLayout columns={2}>
          <TextRuleFields
            legend={strings.justification}
            path="justification"
            rule={value.justification}
            errors={errors}
            onChange={(justification) => onChange({ justification })}
          />
          <TextRuleFields
            legend={strings.ticket}
            path="ticket"
            rule={value.ticket}
            errors={errors}
            onChange={(ticket) => onChange({ ticket })}
          />
        </ColumnLayout>
        <DirectoryPicker
          kind="groups"
          label={strings.onBehalf}
          ids={value.onBehalfBy}
          error={errorAt(errors, 'onBehalfBy')}
          onChange={(onBehalfBy) => onChange({ onBehalfBy })}
        />
        <MachinesField
          names={value.onBehalfByMachines}
          error={errorAt(errors, 'onBehalfByMachines')}
          onChange={(onBehalfByMachines) => onChange({ onBehalfByMachines })}
        />
      </SpaceBetween>
    </Container>
  );
}
