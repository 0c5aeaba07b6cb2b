import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BadOptionError, checkedOptions, laptopOption, parsedArgs, withLaptop } from '../command-line';

export const HELP = `npm run doctor -- [-c FILE | --laptop [URL]] [--before | --after] [--json]

Looks at the account that the configuration names and says what is wrong and how to mend it. Changes nothing. Credentials come from
the environment, as for the AWS CLI; docs/DOCTOR.md has the rights that it needs.

  -c, --config FILE   the configuration (default: hourglass.config.json, else the example)
  --laptop [URL]      the laptop edition that runs there (default http://localhost:4810), with its own configuration
  --before, --after   what to expect: before or after the deployment (default: found out from the stacks)
  --json              one JSON document instead of text

Exit code 0: nothing to complain of. 1: warnings, or something could not be looked at. 2: errors, or the doctor could not begin.`;

const Options = z.strictObject({
  config: z.string().min(1).optional(),
  laptop: laptopOption,
  stage: z.enum(['before', 'after']).optional(),
  json: z.boolean().default(false),
});
export type Options = z.output<typeof Options>;

/** Reads the command line. Throws `BadOptionError`, which names the option and the rule. */
export function readOptions(args: readonly string[]): Options {
  const { before, after, ...rest } = parse(withLaptop(args));
  if (before && after) throw new BadOptionError('--before and --after exclude each other');
  if (rest.laptop !== undefined && rest.config !== undefined)
    throw new BadOptionError('--laptop and --config exclude each other: a laptop brings its configuration');
  const stage = before ? 'before' : after ? 'after' : undefined;
  return checkedOptions(Options, { ...rest, stage });
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    config: { ...text, short: 'c' },
    laptop: text,
    before: flag,
    after: flag,
    json: flag,
  } as const;
  return parsedArgs(() => parseArgs({ args, options }).values);
}
