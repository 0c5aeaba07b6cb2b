import { targetText } from '../../shared/target';
import { Choice } from '../../shared/choice';
import { SearchSelect } from './search-select';
import { useDirectory, useLeases } from './queries';
import { type Draft, type ScopeKind, scopeOf } from './scope';
import { strings } from './strings';

type Props = { readonly draft: Draft; readonly onChange: (draft: Draft) => void };

const KINDS: readonly ScopeKind[] = ['lease', 'person', 'account', 'permission-set', 'everything'];

/** Chooses what is to end. */
export function ScopeFields({ draft, onChange }: Props) {
  const choose = (value: string) => {
    const kind = KINDS.find((known) => known === value) ?? 'person';
    onChange(kind === 'everything' ? { kind, scope: { kind } } : { kind });
  };
  return (
    <div className="field-row">
      <Choice
        label={strings.what}
        value={draft.kind}
        options={KINDS.map((kind) => ({ value: kind, label: strings.kinds[kind] }))}
        onChange={choose}
      />
      {draft.kind === 'lease' && <LeaseField draft={draft} onChange={onChange} />}
      {draft.kind !== 'lease' && draft.kind !== 'everything' && (
        <DirectoryField key={draft.kind} kind={draft.kind} draft={draft} onChange={onChange} />
      )}
    </div>
  );
}

const DIRECTORY = { person: 'people', account: 'accounts', 'permission-set': 'permission-sets' } as const;

function DirectoryField({ kind, draft, onChange }: Props & { readonly kind: keyof typeof DIRECTORY }) {
  const { items, ...search } = useDirectory(DIRECTORY[kind]);
  return (
    <SearchSelect
      {...search}
      label={strings.choose[kind]}
      chosen={draft.label}
      options={items.map(({ id, name, description }) => ({ value: id, label: name, description }))}
      onChoose={({ value, label }) => onChange({ kind, scope: scopeOf(kind, value), label })}
    />
  );
}

function LeaseField({ draft, onChange }: Props) {
  const { items, ...search } = useLeases();
  return (
    <SearchSelect
      {...search}
      label={strings.choose.lease}
      chosen={draft.label}
      options={items.map(({ lease, beneficiary }) => ({
        value: `${lease.requestId} ${lease.id}`,
        label: targetText(lease.target),
        description: beneficiary.displayName,
      }))}
      onChoose={({ value, label }) => {
        const [requestId = '', leaseId = ''] = value.split(' ');
        onChange({ kind: 'lease', scope: { kind: 'lease', requestId, leaseId }, label });
      }}
    />
  );
}
