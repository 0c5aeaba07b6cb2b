import { Choice } from '../../shared/choice';
import { strings as shared } from '../../shared/strings';
import { strings } from './strings';

const options = [
  { value: '', label: strings.anyStatus },
  ...Object.entries(shared.requestStatus).map(([value, label]) => ({ value, label })),
];

type Props = { readonly value: string; readonly onChange: (value: string) => void };

/** Narrows a list of requests to one status. */
export function StatusFilter({ value, onChange }: Props) {
  return <Choice label={strings.statusLabel} value={value} options={options} onChange={onChange} />;
}
