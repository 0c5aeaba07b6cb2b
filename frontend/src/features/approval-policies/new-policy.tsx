import { useNavigate } from 'react-router';
import { ApprovalPolicyBody } from '../../../../core/model/policy';
import { useNotify } from '../../app/notifications';
import { EditFrame } from '../policies/edit-frame';
import { PolicyForm } from '../policies/policy-form';
import { strings as common } from '../policies/strings';
import { ApprovalFields } from './fields';
import { useCreateApprovalPolicy } from './queries';
import { strings } from './strings';

/** Everything at the default of the model. */
const blank = ApprovalPolicyBody.parse({
  name: '-',
  accounts: {},
  permissionSets: {},
  steps: [{ approvers: {} }],
});

/** The form for a new approval policy. */
export function NewPolicy() {
  const navigate = useNavigate();
  const notify = useNotify();
  const create = useCreateApprovalPolicy((policy) => {
    notify({ type: 'success', content: common.created });
    void navigate(`/policies/approval/${policy.id}`);
  });
  return (
    <EditFrame
      list={{ text: strings.title, href: '/policies/approval' }}
      title={strings.newTitle}
      href="/policies/approval/new"
      loading={false}
      error={null}
    >
      <PolicyForm
        initial={{ ...blank, name: '' }}
        schema={ApprovalPolicyBody}
        submit={common.create}
        busy={create.isPending}
        error={create.error}
        fields={ApprovalFields}
        onSubmit={(body) => create.mutate({ body })}
      />
    </EditFrame>
  );
}
