import type { ComponentProps, ComponentType } from 'react';
import type { z } from 'zod';
import type { PersonRef } from '../../../../core/model/person';
import { useNotify } from '../../app/notifications';
import { type Pager, usePager } from '../../shared/list-state';
import { useAllNames } from './directory-names';
import { EditFrame } from './edit-frame';
import { History } from './history';
import type { FieldsProps } from './policy-form';
import { idsOf } from './policy-ids';
import { strings } from './strings';
import { VersionEditor } from './version-editor';

type View = Parameters<typeof idsOf>[0][number] & {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: PersonRef;
};
type Answer<T> = { readonly data: T | undefined; readonly error: Error | null };
type Edit<B> = {
  readonly params: { readonly policyId: string };
  readonly body: { readonly version: number; readonly policy: B };
};

/** What differs between eligibility and approval policies. */
export type PolicyKind<V extends View, B extends object> = {
  /** Of all policies of the kind. */
  readonly title: string;
  /** Where they are listed. */
  readonly path: string;
  readonly schema: z.ZodType<B>;
  readonly fields: ComponentType<FieldsProps<B>>;
  readonly bodyOf: (view: V) => B;
  readonly useOne: (
    policyId: string,
    enabled: boolean,
  ) => Answer<V> & { readonly isPending: boolean; readonly refetch: () => Promise<Pick<Answer<V>, 'data'>> };
  readonly useVersions: (
    policyId: string,
    pager: Pager,
  ) => Answer<{ readonly items: readonly V[]; readonly cursor?: string | undefined }>;
  readonly useChange: (
    onDone: (policy: { enabled: boolean }) => void,
  ) => ComponentProps<typeof VersionEditor>['change'] & { readonly mutate: (edit: Edit<B>) => void };
};

type Props<V extends View, B extends object> = {
  readonly kind: PolicyKind<V, B>;
  readonly policyId: string;
};

/** A policy: edit, disable or enable, history. */
export function ExistingPolicy<V extends View, B extends object>({ kind, policyId }: Props<V, B>) {
  const policy = kind.useOne(policyId, true);
  const { data } = policy;
  const notify = useNotify();
  const toggle = kind.useChange(({ enabled }) =>
    notify({ type: 'success', content: enabled ? strings.enabledDone : strings.disabledDone }),
  );
  const change = kind.useChange(() => notify({ type: 'success', content: strings.saved }));
  const params = { policyId };
  return (
    <EditFrame
      list={{ text: kind.title, href: kind.path }}
      title={data?.name ?? kind.title}
      href={`${kind.path}/${policyId}`}
      loading={policy.isPending}
      error={policy.error ?? toggle.error}
      toggle={
        data && {
          enabled: data.enabled,
          busy: toggle.isPending,
          onToggle: () =>
            toggle.mutate({
              params,
              body: { version: data.version, policy: { ...kind.bodyOf(data), enabled: !data.enabled } },
            }),
        }
      }
    >
      {data && (
        <VersionEditor
          current={data}
          bodyOf={kind.bodyOf}
          schema={kind.schema}
          fields={kind.fields}
          submit={strings.save}
          change={change}
          isBeside={(from, current) => from.enabled !== current.enabled}
          onSave={(body, version) => change.mutate({ params, body: { version, policy: body } })}
          readAgain={async () => (await policy.refetch()).data}
        />
      )}
      {data && <Versions kind={kind} policyId={policyId} />}
    </EditFrame>
  );
}

function Versions<V extends View, B extends object>({ kind, policyId }: Props<V, B>) {
  const pager = usePager(policyId);
  const versions = kind.useVersions(policyId, pager);
  const nameOf = useAllNames(idsOf(versions.data?.items ?? []));
  return <History answer={versions} nameOf={nameOf} pager={pager} />;
}
