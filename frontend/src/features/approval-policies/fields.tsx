import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ApprovalPolicyBody } from '../../../../core/model/policy';
import { BasicsFields } from '../policies/basics-fields';
import { DirectoryPicker } from '../policies/directory-picker';
import { errorAt } from '../policies/form-errors';
import { PermissionSetFields } from '../policies/permission-set-fields';
import type { FieldsProps } from '../policies/policy-form';
import { ScopeFields } from '../policies/scope-fields';
import { StepsEditor } from './steps-editor';
import { strings } from './strings';

/** Every field of an approval policy. */
export function ApprovalFields({ value, errors, onChange }: FieldsProps<ApprovalPolicyBody>) {
  return (
    <SpaceBetween size="l">
      <BasicsFields title={strings.basics} value={value} errors={errors} onChange={onChange} />
      <StepsEditor steps={value.steps} errors={errors} onChange={(steps) => onChange({ steps })} />
      <ScopeFields scope={value.accounts} errors={errors} onChange={(accounts) => onChange({ accounts })} />
      <PermissionSetFields
        scope={value.permissionSets}
        hint={strings.permissionSetHint}
        errors={errors}
        onChange={(permissionSets) => onChange({ permissionSets })}
      />
      <Container header={<Header variant="h2">{strings.requesters}</Header>}>
        <DirectoryPicker
          kind="groups"
          label={strings.requesterGroups}
          hint={strings.requesterHint}
          ids={value.requesterGroups}
          error={errorAt(errors, 'requesterGroups')}
          onChange={(requesterGroups) => onChange({ requesterGroups })}
        />
      </Container>
    </SpaceBetween>
  );
}
