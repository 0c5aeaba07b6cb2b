import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { EligiblePermissionSet } from '../../../../core/contract/eligibility';
import { formatMinutes } from '../../shared/duration';
import type { DraftTarget } from './draft';
import { useAccounts, usePermissionSets } from './queries';
import { ServerSelect } from './server-select';
import { strings } from './strings';

type Props = {
  readonly target: DraftTarget;
  readonly terms: EligiblePermissionSet | undefined;
  readonly accountError: string | undefined;
  readonly permissionSetError: string | undefined;
  readonly onChange: (target: DraftTarget) => void;
};

const termsText = (terms: EligiblePermissionSet) =>
  [
    strings.longest(formatMinutes(terms.maxMinutes)),
    terms.approvalRequired ? strings.withApproval : strings.withoutApproval,
    strings.session(formatMinutes(terms.sessionMinutes)),
  ].join(' · ');

/** Account and permission set of one target. */
export function TargetFields({ target, terms, accountError, permissionSetError, onChange }: Props) {
  return (
    <SpaceBetween size="xs">
      <ColumnLayout columns={2}>
        <AccountField target={target} error={accountError} onChange={onChange} />
        <PermissionSetField
          key={target.account?.id ?? ''}
          target={target}
          error={permissionSetError}
          onChange={onChange}
        />
      </ColumnLayout>
      {terms && (
        <Box color="text-body-secondary" fontSize="body-s">
          {terms.description && <div>{terms.description}</div>}
          <div>{termsText(terms)}</div>
        </Box>
      )}
    </SpaceBetween>
  );
}

type FieldProps = Pick<Props, 'target' | 'onChange'> & { readonly error: string | undefined };

function AccountField({ target, error, onChange }: FieldProps) {
  const { items, status, onLoadItems } = useAccounts();
  const { account } = target;
  return (
    <ServerSelect
      label={strings.account}
      placeholder={strings.chooseAccount}
      empty={strings.noAccounts}
      error={error}
      statusType={status}
      onLoadItems={onLoadItems}
      selectedOption={account ? { value: account.id, label: account.name, labelTag: account.id } : null}
      options={items.map((item) => ({
        value: item.accountId,
        label: item.name,
        labelTag: item.accountId,
        description: item.path.join(' / '),
      }))}
      onChoose={(id) => {
        const chosen = items.find((item) => item.accountId === id);
        if (!chosen || id === account?.id) return;
        onChange({ key: target.key, account: { id, name: chosen.name, path: chosen.path.join(' / ') } });
      }}
    />
  );
}

function PermissionSetField({ target, error, onChange }: FieldProps) {
  const { items, status, onLoadItems } = usePermissionSets(target.account?.id ?? '');
  const { permissionSet } = target;
  return (
    <ServerSelect
      label={strings.permissionSet}
      placeholder={strings.choosePermissionSet}
      empty={strings.noPermissionSets}
      error={error}
      disabled={!target.account}
      statusType={status}
      onLoadItems={onLoadItems}
      selectedOption={permissionSet ? { value: permissionSet.arn, label: permissionSet.name } : null}
      options={items.map((item) => ({
        value: item.permissionSetArn,
        label: item.name,
        description: item.description,
        tags: [termsText(item)],
      }))}
      onChoose={(arn) => {
        const chosen = items.find((item) => item.permissionSetArn === arn);
        if (chosen) onChange({ ...target, permissionSet: { arn, name: chosen.name } });
      }}
    />
  );
}
