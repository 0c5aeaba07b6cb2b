import { z } from 'zod';
import { Config } from './config';

type Schema = z.core.JSONSchema.JSONSchema;

/** One key of the configuration file that has a value of its own. */
export type ConfigKey = {
  /** From the outermost section to the key. */
  readonly path: readonly string[];
  /** What the value may be, as JSON schema. */
  readonly schema: Schema;
  /** Whether its section is refused without it. */
  readonly required: boolean;
  /** In a section that comes in several kinds: of which kind the key is, such as `source: athena`. */
  readonly kind?: string;
};

/** The schema of the file as somebody writes it, for editors. */
export function configSchema(): Schema {
  return {
    $id: 'hourglass.schema.json',
    title: 'Configuration of an installation of Hourglass',
    ...z.toJSONSchema(Config, { io: 'input' }),
  };
}

/** Every key of the file, in the order of the schema; the keys of a record such as `tags` are not known and count as one. */
export function configKeys(): ConfigKey[] {
  return keysOf(configSchema(), []);
}

/** The alternatives of a section that comes in several kinds. */
export function kindsOf(schema: Schema): readonly Schema[] {
  return schema.oneOf ?? schema.anyOf ?? [];
}

/** A part of a schema; `true` and `false`, which JSON schema has for anything and nothing, are read as no rule. */
export function schemaOf(part: z.core.JSONSchema._JSONSchema | undefined): Schema {
  return typeof part === 'object' ? part : {};
}

function keysOf(schema: Schema, path: readonly string[], kind?: string): ConfigKey[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const own = schemaOf(part);
    const key = [...path, name];
    if (own.properties) return keysOf(own, key, kind);
    if (isSection(own)) return kindsOf(own).flatMap((one) => keysOf(one, key, kindName(one)));
    const required = schema.required?.includes(name) ?? false;
    return [{ path: key, schema: own, required, ...(kind !== undefined && { kind }) }];
  });
}

const isSection = (schema: Schema) =>
  kindsOf(schema).length > 0 && kindsOf(schema).every((kind) => kind.properties !== undefined);

/** What tells a kind from the others: the values that it fixes. */
function kindName(schema: Schema): string {
  return Object.entries(schema.properties ?? {})
    .flatMap(([name, part]) => {
      const { const: fixed } = schemaOf(part);
      return fixed === undefined ? [] : [`${name}: ${String(fixed)}`];
    })
    .join(', ');
}
