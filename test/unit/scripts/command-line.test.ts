import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { awsTroubleOf } from '../../../scripts/aws-trouble';
import { BadOptionError, checkedOptions, readJsonFile } from '../../../scripts/command-line';
import { NPM_SCRIPTS } from '../../support/command';

const ROOT = join(__dirname, '..', '..', '..');
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

/** Commands for people, by name, with what they say of their exit codes. */
const commands = [...NPM_SCRIPTS].flatMap(([name, file]): [string, string][] => {
  const source = read(file);
  if (!source.includes('runCommand({')) return [];
  const options = join('scripts', name, 'options.ts');
  const text = existsSync(join(ROOT, options)) ? source + read(options) : source;
  return [[name, /^Exit code (0: .*)\.`?;?$/m.exec(text)?.[1] ?? 'nothing']];
});

test('every exit code stands in docs/OPERATE.md as the commands say it', () => {
  const rows = [
    ...read('docs', 'OPERATE.md').matchAll(/^\| `([\w-]+)` \| \[.*?\)* \| (.*) \| (.*) \| (.*) \|$/gm),
  ];
  const told = rows.map(([, name = '', zero, one, two]): [string, string] => [
    name,
    [`0: ${zero}`, ...(one === '–' ? [] : [`1: ${one}`]), `2: ${two}`].join('. '),
  ]);
  expect(new Map(told)).toEqual(new Map(commands));
  expect(commands.length).toBeGreaterThan(11);
});

describe('options', () => {
  const Options = z.object({ table: z.enum(['a', 'b'], { error: 'must be a or b' }), name: z.string() });

  test('that are missing are called so, and others keep their rule', () => {
    expect(() => checkedOptions(Options, {})).toThrow(/--name: is missing/);
    expect(() => checkedOptions(Options, { table: 'c', name: 'x' })).toThrow('--table: must be a or b');
  });
});

describe('a JSON file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-json-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const reading = (content: string) => () => {
    const file = join(folder, 'file.json');
    writeFileSync(file, content);
    return readJsonFile(z.object({ items: z.array(z.string()) }), file, 'a list');
  };

  test('is read, or it is said what is wrong where', () => {
    expect(reading('{"items":["a"]}')()).toEqual({ items: ['a'] });
    expect(reading('{}')).toThrow(/file\.json is not a list:\n {2}items: is missing$/);
    expect(reading('{"items":[1]}')).toThrow(/items\.0: Invalid input/);
    expect(reading('{')).toThrow(/file\.json cannot be read as JSON/);
    expect(() => readJsonFile(z.string(), join(folder, 'none'), 'text')).toThrow(BadOptionError);
  });
});

describe('what AWS refuses', () => {
  test.each([
    ['Error', 'Region is missing', {}, /AWS_REGION=<region>/],
    ['CredentialsProviderError', 'Could not load', {}, /Could not load\. Sign in \(aws sso login\)/],
    ['AccessDenied', 'is not authorized to perform: kms:Sign on x', {}, /denies it, kms:Sign is missing/],
    ['NotFoundException', 'No such secret', { $metadata: {} }, /^AWS refuses it: NotFoundException: No such/],
    ['TypeError', 'of our own', {}, /^undefined$/],
  ])('%s: %s', (name, message, more, says) => {
    const error = Object.assign(new Error(message), { name, ...more });
    expect(String(awsTroubleOf(error))).toMatch(says);
  });
});
