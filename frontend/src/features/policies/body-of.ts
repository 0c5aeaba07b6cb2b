type Versioned = {
  readonly id: string;
  readonly version: number;
  readonly changedAt: unknown;
  readonly changedBy: unknown;
};

/** The part of a policy or of the settings that an admin writes. */
export function bodyOf<V extends Versioned>(view: V): Omit<V, keyof Versioned> {
  const { id: _id, version: _version, changedAt: _changedAt, changedBy: _changedBy, ...body } = view;
  return body;
}
