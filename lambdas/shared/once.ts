/** A host that runs several instances of a function in one process puts here who runs now; see `once`. */
export const HOSTED_INSTANCE = Symbol.for('hourglass.instance');

/** The only instance where nobody hosts several. */
const ALONE = {};

/** Makes a thing at its first use and keeps it: once per cold start. A failure is not kept. */
export function once<T extends object>(make: () => T): () => T {
  const made = new WeakMap<object, T>();
  return () => {
    const instance = instanceNow();
    const known = made.get(instance);
    if (known) return known;
    const fresh = make();
    made.set(instance, fresh);
    return fresh;
  };
}

function instanceNow(): object {
  const hosted: unknown = Reflect.get(globalThis, HOSTED_INSTANCE);
  const instance: unknown = typeof hosted === 'function' ? hosted() : undefined;
  return typeof instance === 'object' && instance !== null ? instance : ALONE;
}
