/** An item as a table holds it: frozen, so that it can be handed out without a copy. */
export type Item = Readonly<Record<string, unknown>>;

/** What DynamoDB would keep of a value: undefined fields are left out, nothing is shared with the caller. */
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) copy[key] = frozenCopy(member);
  }
  return Object.freeze(copy);
}

/** The value at a path; undefined when there is none. */
export function valueAt(item: unknown, path: readonly string[]): unknown {
  let value = item;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** Negative, zero or positive as DynamoDB orders two values of one type; undefined when it does not compare them. */
export function compare(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string')
    // DynamoDB sorts by UTF-8 bytes; our keys are ASCII, for which the order is the same.
    return left < right ? -1 : Number(left > right);
  if (left === undefined || right === undefined) return undefined;
  if (typeof left !== typeof right) return undefined;
  return JSON.stringify(left) === JSON.stringify(right) ? 0 : undefined;
}

/** A value in the form in which a table's stream carries it. */
export function attributeValue(value: unknown): Record<string, unknown> {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(attributeValue) };
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') };
  if (typeof value !== 'object') throw new Error(`no attribute value for ${typeof value}`);
  return { M: attributeValues(value) };
}

/** The members of an object, each as an attribute value. */
export function attributeValues(item: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([key, member]) => [key, attributeValue(member)]));
}
