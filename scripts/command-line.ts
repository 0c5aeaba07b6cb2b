import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../lib/config/config-error';
import { awsTroubleOf } from './aws-trouble';

/** The command cannot be carried out as it was given; the message names the option and the rule. */
export class BadOptionError extends Error {
  override name = 'BadOptionError' as const;
}

/** The address of a laptop edition, where `--laptop` alone looks for it. */
export const DEFAULT_LAPTOP = 'http://localhost:4810';

/** The address of a laptop edition. */
export const laptopOption = z.url({ error: `must be an address such as ${DEFAULT_LAPTOP}` }).optional();

/** Options with `--laptop` alone meaning the usual address. */
export function withLaptop(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const next = args[index + 1];
    return arg === '--laptop' && (next === undefined || next.startsWith('-')) ? [arg, DEFAULT_LAPTOP] : [arg];
  });
}

/** What `parse` gives, which is a call of `parseArgs`. Throws `BadOptionError`. */
export function parsedArgs<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new BadOptionError(error instanceof Error ? error.message : String(error));
  }
}

/** The options, if they are as the schema wants them. Throws `BadOptionError`. */
export function checkedOptions<S extends z.ZodType>(schema: S, values: unknown): z.output<S> {
  const parsed = schema.safeParse(values, { error: missing });
  if (parsed.success) return parsed.data;
  throw new BadOptionError(
    parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n'),
  );
}

/** What a JSON file holds, if it is as the schema wants it; `what` names that. Throws `BadOptionError`. */
export function readJsonFile<S extends z.ZodType>(schema: S, file: string, what: string): z.output<S> {
  const parsed = schema.safeParse(jsonIn(file), { error: missing });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || 'the file'}: ${message}`,
  );
  throw new BadOptionError(`${file} is not ${what}:\n${wrong.join('\n')}`);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new BadOptionError(`${file} cannot be read as JSON: ${String(error)}`);
  }
}

const missing: z.core.$ZodErrorMap = ({ input }) => (input === undefined ? 'is missing' : undefined);

/** A command for people. */
type Command = {
  /** How it is called, beginning with `npm run <name>`, and what its exit codes mean. */
  readonly help: string;
  readonly main: () => Promise<void>;
  /** Which errors can be mended beside wrong options, a wrong configuration, files and what AWS refuses. */
  readonly known?: (error: Error) => boolean;
};

/**
 * Runs a command, or tells how it is called. What a person can mend is told in its own words, everything else with where it happened; both
 * end with exit code 2.
 */
export function runCommand({ help, main, known = () => false }: Command): void {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(`${help.trimEnd()}\n`);
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? textOf(error, help, known) : String(error)}\n`);
    process.exitCode = 2;
  });
}

function textOf(error: Error, help: string, known: (error: Error) => boolean): string {
  if (error instanceof BadOptionError) {
    const [name = ''] = /^npm run [\w-]+/.exec(help) ?? [];
    return `${error.message}\n\nHow it is called: ${name} -- --help`;
  }
  if (error instanceof ConfigError || isOfFile(error) || known(error)) return error.message;
  return awsTroubleOf(error) ?? error.stack ?? error.message;
}

/** Whether the file system refused: Node says what, and of which file. */
function isOfFile(error: Error): boolean {
  return 'syscall' in error && 'path' in error;
}
