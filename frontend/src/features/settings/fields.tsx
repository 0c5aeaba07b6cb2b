import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { SettingsBody } from '../../../../core/model/policy';
import { Choice } from '../../shared/choice';
import { errorAt } from '../policies/form-errors';
import { MinutesField } from '../policies/minutes-field';
import type { FieldsProps } from '../policies/policy-form';
import { TextRuleFields } from '../policies/text-rule-fields';
import { strings } from './strings';

type Props = FieldsProps<SettingsBody>;

/** Every setting. */
export function SettingsFields(props: Props) {
  const { value, errors, onChange } = props;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{strings.approval}</Header>}>
        <SpaceBetween size="m">
          <MinutesField
            label={strings.decision}
            minutes={value.decisionMinutes}
            error={errorAt(errors, 'decisionMinutes')}
            onChange={(decisionMinutes) => onChange({ decisionMinutes })}
          />
          <Toggle
            checked={value.approvalCommentRequired}
            description={strings.commentHint}
            onChange={({ detail }) => onChange({ approvalCommentRequired: detail.checked })}
          >
            {strings.comment}
          </Toggle>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{strings.access}</Header>}>
        <MinutesField
          label={strings.longest}
          hint={strings.longestHint}
          minutes={value.maxMinutes}
          error={errorAt(errors, 'maxMinutes')}
          onChange={(maxMinutes) => onChange({ maxMinutes })}
        />
      </Container>
      <ComparisonFields {...props} />
      <TextFields {...props} />
    </SpaceBetween>
  );
}

const unknownOptions = SettingsBody.shape.unknownAssignments.unwrap().options.map((value) => ({
  value,
  label: strings.unknownOptions[value],
}));

function ComparisonFields({ value, errors, onChange }: Props) {
  return (
    <Container
      header={
        <Header variant="h2" description={strings.comparisonHint}>
          {strings.comparison}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Choice
          label={strings.unknown}
          value={value.unknownAssignments}
          options={unknownOptions}
          onChange={(chosen) =>
            onChange({ unknownAssignments: SettingsBody.shape.unknownAssignments.parse(chosen) })
          }
        />
        {value.unknownAssignments === 'end' && (
          <MinutesField
            label={strings.unknownGrace}
            hint={strings.unknownGraceHint}
            minutes={value.unknownGraceMinutes}
            error={errorAt(errors, 'unknownGraceMinutes')}
            onChange={(unknownGraceMinutes) => onChange({ unknownGraceMinutes })}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

function TextFields({ value, errors, onChange }: Props) {
  return (
    <Container
      header={
        <Header variant="h2" description={strings.textsHint}>
          {strings.texts}
        </Header>
      }
    >
      <SpaceBetween size="l">
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
        <FormField
          label={strings.ticketUrl}
          description={strings.ticketUrlHint}
          errorText={errorAt(errors, 'ticketUrl')}
        >
          <Input
            type="url"
            value={value.ticketUrl ?? ''}
            placeholder="https://tickets.example.com/{ticket}"
            onChange={({ detail }) => onChange({ ticketUrl: detail.value === '' ? undefined : detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
