import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { configKeys } from '../../lib/config/keys';
import { parseConfig } from '../../lib/config/read-config';
import type { Discovery } from './discovery';
import { withKey } from './draft';
import { fill, type Terminal } from './fill';
import { BadOptionError } from '../command-line';
import type { Options } from './options';

/** What the command works with. */
export type InitDeps = {
  readonly discovery: Discovery;
  /** Absent: there is nobody to ask. */
  readonly terminal: Terminal | undefined;
  readonly say: (line: string) => void;
  readonly someLetters: () => string;
};

/**
 * Makes a configuration and writes it, once it was seen. Returns whether it was written. Throws `BadOptionError`, `IncompleteError` or
 * `ConfigError`, and then nothing has been written.
 */
export async function runInit(options: Options, deps: InitDeps): Promise<boolean> {
  const asks = options.answers === undefined;
  const terminal = asks ? deps.terminal : undefined;
  if (asks && !terminal && options.set.length === 0)
    throw new BadOptionError('There is no terminal to ask at: give --answers or --set.');
  if (existsSync(options.config) && !options.force && !terminal)
    throw new BadOptionError(`${options.config} is there already; --force writes over it.`);
  if (!existsSync(dirname(options.config)))
    throw new BadOptionError(`--config: there is no folder ${dirname(options.config)}.`);
  const draft = await fill(startOf(options), { ...deps, terminal });
  parseConfig(draft, basename(options.config));
  const text = `${JSON.stringify(inOrder(draft), null, 2)}\n`;
  deps.say(`\n${options.config}:\n\n${text}`);
  if (terminal && !(await agreed(options, terminal))) return false;
  writeFileSync(options.config, text);
  deps.say(`Written. Next: npx cdk synth -q, then docs/DEPLOY.md.`);
  return true;
}

function agreed({ config, force }: Options, terminal: Terminal): Promise<boolean> {
  return terminal.yes(existsSync(config) && !force ? `Write over ${config}?` : `Write ${config}?`);
}

/** What was answered beforehand. */
function startOf({ answers, set }: Options): unknown {
  const given: unknown = answers === undefined ? {} : readJson(answers);
  return set.reduce((draft, one) => {
    const at = one.indexOf('=');
    return withKey(draft, one.slice(0, at), one.slice(at + 1));
  }, given);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadOptionError(`--answers: ${file} cannot be read as JSON: ${String(error)}`);
  }
}

/** The draft with its keys in the order of the schema, and the schema named first. */
function inOrder(draft: unknown): unknown {
  const places = configKeys().map(({ path }) => path.join('.'));
  const place = (path: string) => places.findIndex((one) => one === path || one.startsWith(`${path}.`));
  const sorted = (value: unknown, path: readonly string[]): unknown => {
    if (!isRecord(value)) return value;
    const entries = Object.entries(value).map(([key, part]) => [key, sorted(part, [...path, key])] as const);
    const at = (key: string) => place([...path, key].join('.'));
    return Object.fromEntries(entries.toSorted(([one], [other]) => at(one) - at(other)));
  };
  return sorted({ $schema: './hourglass.schema.json', ...(isRecord(draft) && draft) }, []);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
