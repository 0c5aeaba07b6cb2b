import { z } from 'zod';
import { ConfigError } from '../lib/config/config-error';

/** The command cannot be carried out as it was given; the message names the option and the rule. */
export class BadOptionError extends Error {
  override name = 'BadOptionError' as const;
}

const DEFAULT_LAPTOP = 'http://localhost:4810';

/** The address of a laptop edition. */
export const laptopOption = z.url({ error: `must be an address such as ${DEFAULT_LAPTOP}` }).optional();

/** Options with `--laptop` alone meaning the usual address. */
export function withLaptop(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const next = args[index + 1];
    return arg === '--laptop' && (next === undefined || next.startsWith('-')) ? [arg, DEFAULT_LAPTOP] : [arg];
  });
}

/** What `parse` gives, which is a call of `parseArgs`; `help` is told after what is wrong. Throws `BadOptionError`. */
export function parsedArgs<T>(parse: () => T, help?: string): T {
  try {
    return parse();
  } catch (error) {
    const wrong = error instanceof Error ? error.message : String(error);
    throw new BadOptionError(help === undefined ? wrong : `${wrong}\n\n${help}`);
  }
}

/** The options, if they are as the schema wants them. Throws `BadOptionError`. */
export function checkedOptions<S extends z.ZodType>(schema: S, values: unknown): z.output<S> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new BadOptionError(
    parsed.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n'),
  );
}

/**
 * Runs a command. What a person can mend is told in its own words, everything else with where it happened; both end with exit code 2.
 * `known`: which errors can be mended beside wrong options and a wrong configuration.
 */
export function runCommand(main: () => Promise<void>, known: (error: Error) => boolean = () => false): void {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? textOf(error, known) : String(error)}\n`);
    process.exitCode = 2;
  });
}

function textOf(error: Error, known: (error: Error) => boolean): string {
  const mendable = error instanceof BadOptionError || error instanceof ConfigError || known(error);
  return mendable ? error.message : (error.stack ?? error.message);
}
