import { useNavigate } from 'react-router';
import { EligibilityPolicyBody } from '../../../../core/model/policy';
import { useNotify } from '../../app/notifications';
import { EditFrame } from '../policies/edit-frame';
import { PolicyForm } from '../policies/policy-form';
import { strings as common } from '../policies/strings';
import { EligibilityFields } from './fields';
import { useCreateEligibilityPolicy } from './queries';
import { strings } from './strings';

/** Everything at the default of the model. */
const blank = EligibilityPolicyBody.parse({ name: '-', subjects: {}, accounts: {}, permissionSets: {} });

/** The form for a new eligibility policy. */
export function NewPolicy() {
  const navigate = useNavigate();
  const notify = useNotify();
  const create = useCreateEligibilityPolicy((policy) => {
    notify({ type: 'success', content: common.created });
    void navigate(`/policies/eligibility/${policy.id}`);
  });
  return (
    <EditFrame
      list={{ text: strings.title, href: '/policies/eligibility' }}
      title={strings.newTitle}
      href="/policies/eligibility/new"
      loading={false}
      error={null}
    >
      <PolicyForm
        initial={{ ...blank, name: '' }}
        schema={EligibilityPolicyBody}
        submit={common.create}
        busy={create.isPending}
        error={create.error}
        fields={EligibilityFields}
        onSubmit={(body) => create.mutate({ body })}
      />
    </EditFrame>
  );
}
