/** What a read gives when there is something and the viewer may see it. */
export type Found<T> = { readonly kind: 'found'; readonly value: T };

/** Input that a schema accepts but the directory or a rule does not, field by field. */
export type Invalid = {
  readonly kind: 'invalid';
  readonly fields: readonly { readonly field: string; readonly message: string }[];
};

export function found<T>(value: T): Found<T> {
  return { kind: 'found', value };
}
