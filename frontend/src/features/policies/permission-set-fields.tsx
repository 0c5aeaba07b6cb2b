import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { PermissionSetScope } from '../../../../core/model/policy';
import { DirectoryPicker } from './directory-picker';
import { errorAt, type FormErrors } from './form-errors';
import { strings } from './strings';

type Props = {
  readonly scope: PermissionSetScope;
  readonly hint?: string;
  readonly errors: FormErrors;
  readonly onChange: (scope: PermissionSetScope) => void;
};

/** Which permission sets a policy is about. */
export function PermissionSetFields({ scope, hint, errors, onChange }: Props) {
  return (
    <Container
      header={
        <Header variant="h2" description={hint}>
          {strings.permissionSets}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Checkbox checked={scope.all} onChange={({ detail }) => onChange({ ...scope, all: detail.checked })}>
          {strings.allPermissionSets}
        </Checkbox>
        {!scope.all && (
          <DirectoryPicker
            kind="permission-sets"
            label={strings.permissionSets}
            ids={scope.arns}
            error={errorAt(errors, 'permissionSets')}
            onChange={(arns) => onChange({ ...scope, arns })}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
