import { z } from 'zod';

/** Whatever a schema made of a value, by value and schema. */
const parsed = new WeakMap<object, WeakMap<z.ZodType, z.ZodSafeParseResult<unknown>>>();

/**
 * Lets schemas remember what they made of a value that cannot change, as the items of the simulated tables are: parsing one again
 * makes the same again. What they remember is frozen too, so that nobody can change it for others: who tries fails.
 */
export function rememberParsed(): void {
  for (const made of Object.values(z)) {
    const prototype: unknown = typeof made === 'function' ? made.prototype : undefined;
    if (typeof prototype !== 'object' || prototype === null || !Object.hasOwn(prototype, 'safeParse'))
      continue;
    Object.defineProperty(prototype, 'safeParse', { configurable: true, value: safeParse });
  }
}

function safeParse(this: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> {
  if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return z.safeParse(this, value);
  const bySchema = parsed.get(value) ?? new WeakMap<z.ZodType, z.ZodSafeParseResult<unknown>>();
  parsed.set(value, bySchema);
  const known = bySchema.get(this);
  if (known) return known;
  const result = z.safeParse(this, value);
  if (result.success) bySchema.set(this, freeze(result));
  return result;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return value;
  for (const member of Object.values(value)) freeze(member);
  return Object.freeze(value);
}

const MOST_KNOWN = 50;

/** The same work done once for the same bytes, as long as not too many others come between. */
export function remembered(work: (input: Buffer) => Buffer): (input: Buffer) => Buffer {
  const known = new Map<string, Buffer>();
  return (input) => {
    const text = input.toString('latin1');
    const output = known.get(text) ?? work(input);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, output);
    return output;
  };
}
