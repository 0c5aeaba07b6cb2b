import { z } from 'zod';

/** A JSON Schema, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Two different schemas under one name: the document could not say which is meant. */
export class SchemaNameTakenError extends Error {
  override name = 'SchemaNameTakenError' as const;
}

/** Collects the named schemas that operations refer to. */
export class Schemas {
  readonly #named = new Map<string, JsonSchema>();

  /** Every named schema by its name, in the order of the alphabet. */
  get components(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The JSON Schema of what comes in or goes out; named parts are referred to. Throws `SchemaNameTakenError`. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $schema: _, $defs, ...top } = Parts.parse(relinked(z.toJSONSchema(schema, { io })));
    for (const [name, part] of Object.entries($defs)) this.#add(name, part);
    return top;
  }

  #add(name: string, schema: JsonSchema): void {
    const known = this.#named.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new SchemaNameTakenError(`Two schemas are called ${name}.`);
    this.#named.set(name, schema);
  }
}

const Parts = z.looseObject({ $defs: z.record(z.string(), z.record(z.string(), z.unknown())).default({}) });

/** References point into the document instead of into the single schema. */
function relinked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relinked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace('#/$defs/', '#/components/schemas/')
        : relinked(member),
    ]),
  );
}
