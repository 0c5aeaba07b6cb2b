import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { AccountScope } from '../../../../core/model/policy';
import { DirectoryPicker } from './directory-picker';
import { errorAt, type FormErrors } from './form-errors';
import { strings } from './strings';
import { TagFields } from './tag-fields';
import { UnitFields } from './unit-fields';

type Props = {
  readonly scope: AccountScope;
  readonly errors: FormErrors;
  readonly onChange: (scope: AccountScope) => void;
};

/** Which accounts a policy is about. */
export function ScopeFields({ scope, errors, onChange }: Props) {
  const [patterns, setPatterns] = useState(scope.namePatterns.join('\n'));
  const change = (part: Partial<AccountScope>) => onChange({ ...scope, ...part });
  return (
    <Container header={<Header variant="h2">{strings.accounts}</Header>}>
      <SpaceBetween size="m">
        <Checkbox
          checked={scope.everywhere}
          description={strings.accountsHint}
          onChange={({ detail }) => change({ everywhere: detail.checked })}
        >
          {strings.everywhere}
        </Checkbox>
        <UnitFields
          units={scope.organizationalUnits}
          error={errors.get('accounts') ?? errorAt(errors, 'accounts.organizationalUnits')}
          onChange={(organizationalUnits) => change({ organizationalUnits })}
        />
        <DirectoryPicker
          kind="accounts"
          label={strings.accounts}
          ids={scope.accounts}
          error={errorAt(errors, 'accounts.accounts')}
          onChange={(accounts) => change({ accounts })}
        />
        <TagFields
          tags={scope.tags}
          error={errorAt(errors, 'accounts.tags')}
          onChange={(tags) => change({ tags })}
        />
        <FormField
          label={strings.patterns}
          description={strings.patternsHint}
          errorText={errorAt(errors, 'accounts.namePatterns')}
        >
          <Textarea
            rows={2}
            value={patterns}
            onChange={({ detail }) => {
              setPatterns(detail.value);
              change({ namePatterns: detail.value.split('\n').flatMap((line) => line.trim() || []) });
            }}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
