import { type ComponentType, useState } from 'react';
import type { z } from 'zod';
import { type FieldsProps, PolicyForm } from './policy-form';

type Versioned = { readonly version: number };

type Props<V extends Versioned, B extends object> = {
  readonly current: V;
  readonly bodyOf: (view: V) => B;
  readonly schema: z.ZodType<B>;
  readonly fields: ComponentType<FieldsProps<B>>;
  readonly submit: string;
  /** How saving goes. */
  readonly change: {
    readonly data: Versioned | undefined;
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly reset: () => void;
  };
  /** Whether a newer version than that of the form changes nothing that is in the form. */
  readonly isBeside?: (from: V, current: V) => boolean;
  readonly onSave: (body: B, version: number) => void;
  readonly readAgain: () => Promise<V | undefined>;
};

/** Edits the version that the form was filled from; a newer one does not slip in below somebody's typing. */
export function VersionEditor<V extends Versioned, B extends object>(props: Props<V, B>) {
  const { current, change, isBeside, onSave, readAgain } = props;
  const [from, setFrom] = useState(current);
  const saved = change.data?.version === current.version;
  if (from.version !== current.version && (saved || isBeside?.(from, current))) setFrom(current);
  const reload = async () => {
    const newest = await readAgain();
    if (!newest) return;
    change.reset();
    setFrom(newest);
  };
  return (
    <PolicyForm
      key={from.version}
      initial={props.bodyOf(from)}
      schema={props.schema}
      submit={props.submit}
      busy={change.isPending}
      error={change.error}
      fields={props.fields}
      onSubmit={(body) => onSave(body, from.version)}
      onReload={() => void reload()}
    />
  );
}
