import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { Config } from './config';
import { ConfigError } from './config-error';
import { withOverrides } from './overrides';

const ROOT = join(__dirname, '..', '..');
const OWN = join(ROOT, 'hourglass.config.json');

/** What `cdk synth` uses while there is no `hourglass.config.json`; its account exists nowhere, so it cannot be deployed. */
export const EXAMPLE_CONFIG = join(ROOT, 'hourglass.config.example.json');

/**
 * Reads and checks a configuration file: the one named, or `hourglass.config.json`, or the example. What the CDK context says of a key
 * (`hourglass.<key>`) counts instead. Throws `ConfigError`.
 */
export function readConfig(path?: string, context: Readonly<Record<string, unknown>> = {}): Config {
  const file = path ?? (existsSync(OWN) ? OWN : EXAMPLE_CONFIG);
  const { value, overridden } = withOverrides(parseJson(readText(file), file), context);
  return parseConfig(value, overridden.length === 0 ? file : `${file} with ${overridden.join(', ')}`);
}

/** Checks a configuration. Throws `ConfigError`. */
export function parseConfig(value: unknown, from: string): Config {
  const parsed = Config.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${from} cannot be used:\n${parsed.error.issues.map(lineOf).join('\n')}`);
}

/** What stands at the path of an issue; for a section of an unknown kind that is what should name the kind. */
function foundBy({ code, input, path }: z.core.$ZodIssue): unknown {
  const name = path.at(-1);
  if (code !== 'invalid_union' || typeof input !== 'object' || input === null || name === undefined)
    return input;
  const found: unknown = Reflect.get(input, name);
  return found;
}

function lineOf(issue: z.core.$ZodIssue): string {
  const found = foundBy(issue);
  const key = issue.path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') return `  ${key}: unknown ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_key') return `  ${key}: ${issue.issues[0]?.message ?? issue.message}`;
  if (found === undefined) return `  ${key}: is missing`;
  return `  ${key}: ${issue.message} (found ${JSON.stringify(found)})`;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${file} cannot be read`, { cause: error });
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file} is not JSON: ${String(error)}`, { cause: error });
  }
}
