import { ConfigError } from './config-error';
import { type ConfigKey, configKeys } from './keys';

const PREFIX = 'hourglass.';

/** What is wrong with a name that stands for nothing. */
export const NO_KEY = 'is the name of no key that has a value';

type Part = Readonly<Record<string, unknown>>;

/**
 * What the CDK context says instead of the file: `-c hourglass.logs.level=DEBUG` stands for the key `logs.level`. The command line knows
 * text alone, so what must be a number, `true`, `false` or a list (as JSON) is read as one. Throws `ConfigError` for keys that do not exist.
 */
export function withOverrides(file: unknown, context: Part): { value: unknown; overridden: string[] } {
  const overrides = Object.entries(context).filter(([name]) => name.startsWith(PREFIX));
  const problems: string[] = [];
  let value = file;
  for (const [name, text] of overrides) {
    const set = setterOf(name.slice(PREFIX.length));
    if (set) value = set(value, text);
    else problems.push(`  ${name}: ${NO_KEY}`);
  }
  if ('hourglass' in context) problems.push('  hourglass: name the key, such as hourglass.logs.level');
  if (problems.length > 0) throw new ConfigError(`The context cannot be used:\n${problems.join('\n')}`);
  return { value, overridden: overrides.map(([name]) => name) };
}

/**
 * Sets one key, `logs.level`, in a copy of what is to become a configuration; `undefined`: there is no such key. What the value has to be is
 * checked with the rest.
 */
export function setterOf(name: string): ((value: unknown, text: unknown) => unknown) | undefined {
  const keys = configKeys();
  const path = pathOf(name, keys);
  return path && ((value, text) => put(value, path, read(text, keys, path)));
}

/** The path that a dotted name stands for; what follows the name of a record, dots and all, is one key of it. */
function pathOf(name: string, keys: readonly ConfigKey[]): readonly string[] | undefined {
  for (const { path, schema } of keys) {
    const known = path.join('.');
    if (name === known && !isRecord(schema)) return path;
    if (isRecord(schema) && name.startsWith(`${known}.`)) return [...path, name.slice(known.length + 1)];
  }
  return undefined;
}

const isRecord = (schema: ConfigKey['schema']) => schema.type === 'object' && !schema.properties;

/** The text as what the key takes; what cannot be read stays text and is refused with the rest of the file. */
function read(text: unknown, keys: readonly ConfigKey[], path: readonly string[]): unknown {
  if (typeof text !== 'string') return text;
  const name = path.join('.');
  const types = keys.filter((key) => key.path.join('.') === name).map(({ schema }) => schema.type);
  const takes = (type: string) => types.some((one) => one === type);
  if ((takes('number') || takes('integer')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (takes('boolean') && /^(true|false)$/.test(text)) return text === 'true';
  if (takes('array')) return listOf(text);
  return text;
}

function listOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A copy with one value set. A part that is no object is left alone: it is refused with the rest of the file. */
function put(value: unknown, [name, ...rest]: readonly string[], set: unknown): unknown {
  if (name === undefined) return set;
  if (value === undefined) return { [name]: put(undefined, rest, set) };
  if (!isPart(value)) return value;
  return { ...value, [name]: put(value[name], rest, set) };
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
