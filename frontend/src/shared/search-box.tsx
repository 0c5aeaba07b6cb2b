import TextFilter from '@cloudscape-design/components/text-filter';
import { useState } from 'react';
import { strings } from './strings';

type Props = {
  readonly value: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
};

/** Search on the server, a moment after the last key. */
export function SearchBox({ value, label, placeholder = label, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  return (
    <TextFilter
      filteringText={typed}
      filteringPlaceholder={placeholder}
      filteringAriaLabel={label}
      filteringClearAriaLabel={strings.clear}
      onChange={({ detail }) => setTyped(detail.filteringText)}
      onDelayedChange={({ detail }) => {
        const text = detail.filteringText.trim().slice(0, 200);
        setKnown(text);
        onChange(text);
      }}
    />
  );
}
