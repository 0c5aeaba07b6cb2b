import { type ConfigKey, configSchema, kindsOf, schemaOf } from '../../lib/config/keys';

type Schema = ConfigKey['schema'];

/** A key that has to be there and is not. */
export type Missing = {
  /** With dots, as `-c hourglass.<key>` has it. */
  readonly key: string;
  readonly about: string;
  /** The values that it may have, when they are few. */
  readonly values: readonly { readonly value: string; readonly about: string }[];
};

/** The first key, in the order of the file, that a draft of a configuration still needs. */
export function nextMissing(draft: unknown): Missing | undefined {
  return missingOf(configSchema(), draft, []);
}

function missingOf(schema: Schema, draft: unknown, path: readonly string[]): Missing | undefined {
  for (const name of schema.required ?? []) {
    const missing = missingAt(schemaOf(schema.properties?.[name]), partOf(draft, name), [...path, name]);
    if (missing) return missing;
  }
  return undefined;
}

function missingAt(schema: Schema, value: unknown, path: readonly string[]): Missing | undefined {
  if (kindsOf(schema).length > 0) return missingOfKind(kindsOf(schema), value, path);
  if (schema.properties) return missingOf(schema, value, path);
  if (value !== undefined) return undefined;
  const values = (schema.enum ?? []).map((one) => ({ value: String(one), about: '' }));
  return { key: path.join('.'), about: schema.description ?? '', values };
}

/** In a section that comes in several kinds: the kind first, then what that kind needs. */
function missingOfKind(
  kinds: readonly Schema[],
  value: unknown,
  path: readonly string[],
): Missing | undefined {
  const kind = kinds.find((one) =>
    fixedOf(one).every(({ name, value: fixed }) => partOf(value, name) === fixed),
  );
  if (kind) return missingOf(kind, value, path);
  const [first] = kinds.flatMap(fixedOf);
  if (first === undefined || partOf(value, first.name) !== undefined) return undefined;
  return {
    key: [...path, first.name].join('.'),
    about: 'Which of these?',
    values: kinds.flatMap(fixedOf).map(({ value: one, about }) => ({ value: one, about })),
  };
}

/** The values that make a kind what it is. */
function fixedOf(schema: Schema): { name: string; value: string; about: string }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const { const: fixed, description = '' } = schemaOf(part);
    return typeof fixed === 'string' ? [{ name, value: fixed, about: description }] : [];
  });
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
