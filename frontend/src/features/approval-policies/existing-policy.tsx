import { useState } from 'react';
import type { ApprovalPolicyView } from '../../../../core/contract/policies';
import { ApprovalPolicyBody } from '../../../../core/model/policy';
import { useNotify } from '../../app/notifications';
import { usePager } from '../../shared/list-state';
import { bodyOf } from '../policies/body-of';
import { useAllNames } from '../policies/directory-names';
import { EditFrame } from '../policies/edit-frame';
import { History } from '../policies/history';
import { idsOf } from '../policies/policy-ids';
import { PolicyForm } from '../policies/policy-form';
import { strings as common } from '../policies/strings';
import { ApprovalFields } from './fields';
import { useChangeApprovalPolicy, useApprovalPolicy, useApprovalVersions } from './queries';
import { strings } from './strings';

/** An approval policy: edit, disable or enable, history. */
export function ExistingPolicy({ policyId }: { readonly policyId: string }) {
  const policy = useApprovalPolicy(policyId, true);
  const { data } = policy;
  const notify = useNotify();
  const toggle = useChangeApprovalPolicy(({ enabled }) =>
    notify({ type: 'success', content: enabled ? common.enabledDone : common.disabledDone }),
  );
  return (
    <EditFrame
      list={{ text: strings.title, href: '/policies/approval' }}
      title={data?.name ?? strings.title}
      href={`/policies/approval/${policyId}`}
      loading={policy.isPending}
      error={policy.error ?? toggle.error}
      toggle={
        data && {
          enabled: data.enabled,
          busy: toggle.isPending,
          onToggle: () =>
            toggle.mutate({
              params: { policyId },
              body: { version: data.version, policy: { ...bodyOf(data), enabled: !data.enabled } },
            }),
        }
      }
    >
      {data && <Editor current={data} readAgain={async () => (await policy.refetch()).data} />}
      {data && <Versions policyId={policyId} />}
    </EditFrame>
  );
}

type EditorProps = {
  readonly current: ApprovalPolicyView;
  readonly readAgain: () => Promise<ApprovalPolicyView | undefined>;
};

function Editor({ current, readAgain }: EditorProps) {
  const notify = useNotify();
  // The version that the form was filled from; a newer one must not slip in below somebody's typing.
  const [from, setFrom] = useState(current);
  const change = useChangeApprovalPolicy(() => notify({ type: 'success', content: common.saved }));
  const saved = change.data?.version === current.version;
  if (from.version !== current.version && (saved || from.enabled !== current.enabled)) setFrom(current);
  const reload = async () => {
    const newest = await readAgain();
    if (!newest) return;
    change.reset();
    setFrom(newest);
  };
  return (
    <PolicyForm
      key={from.version}
      initial={bodyOf(from)}
      schema={ApprovalPolicyBody}
      submit={common.save}
      busy={change.isPending}
      error={change.error}
      fields={ApprovalFields}
      onSubmit={(policy) =>
        change.mutate({ params: { policyId: from.id }, body: { version: from.version, policy } })
      }
      onReload={() => void reload()}
    />
  );
}

function Versions({ policyId }: { readonly policyId: string }) {
  const pager = usePager(policyId);
  const versions = useApprovalVersions(policyId, pager);
  const nameOf = useAllNames(idsOf(versions.data?.items ?? []));
  return <History answer={versions} nameOf={nameOf} pager={pager} />;
}
