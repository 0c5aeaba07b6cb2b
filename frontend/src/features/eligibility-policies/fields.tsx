import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { EligibilityPolicyBody } from '../../../../core/model/policy';
import { BasicsFields } from '../policies/basics-fields';
import { PeopleFields } from '../policies/people-fields';
import { PermissionSetFields } from '../policies/permission-set-fields';
import type { FieldsProps } from '../policies/policy-form';
import { ScopeFields } from '../policies/scope-fields';
import { strings } from './strings';
import { TermsFields } from './terms-fields';

/** Every field of an eligibility policy. */
export function EligibilityFields({ value, errors, onChange }: FieldsProps<EligibilityPolicyBody>) {
  return (
    <SpaceBetween size="l">
      <BasicsFields title={strings.basics} value={value} errors={errors} onChange={onChange}>
        <FormField label={strings.effect}>
          <RadioGroup
            value={value.effect}
            items={[
              { value: 'allow', label: strings.allow, description: strings.allowHint },
              { value: 'deny', label: strings.deny, description: strings.denyHint },
            ]}
            onChange={({ detail }) => onChange({ effect: detail.value === 'deny' ? 'deny' : 'allow' })}
          />
        </FormField>
      </BasicsFields>
      <Container header={<Header variant="h2">{strings.subjects}</Header>}>
        <PeopleFields
          path="subjects"
          people={value.subjects}
          errors={errors}
          onChange={(subjects) => onChange({ subjects })}
        />
      </Container>
      <ScopeFields scope={value.accounts} errors={errors} onChange={(accounts) => onChange({ accounts })} />
      <PermissionSetFields
        scope={value.permissionSets}
        errors={errors}
        onChange={(permissionSets) => onChange({ permissionSets })}
      />
      {value.effect === 'allow' && <TermsFields value={value} errors={errors} onChange={onChange} />}
    </SpaceBetween>
  );
}
