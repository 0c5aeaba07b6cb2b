import { parseArgs } from 'node:util';
import { z } from 'zod';
import { failureQueues } from '../../core/contract/failure-queues';
import { BadOptionError, checkedOptions, laptopOption, parsedArgs, withLaptop } from '../command-line';

export const HELP = `npm run replay -- [-c FILE | --laptop [URL]] [--queue NAME] [--message ID] [--apply]

Tells what stands in the queues of failures, by ids and kinds and without personal data, and does it once more. Without --apply it changes
nothing. Credentials come from the environment, as for the AWS CLI; docs/OPERATE.md has the rights that it needs.

  -c, --config FILE   the configuration (default: hourglass.config.json, else the example)
  --laptop [URL]      the laptop edition that runs there (default http://localhost:4810)
  --queue NAME        ${failureQueues.join(', ')}; default: all of them
  --message ID        this message alone
  --apply             do it once more; what goes through is taken out, everything else stays

Exit code 0: nothing is left. 1: messages are left. 2: it could not be done.`;

const Options = z.strictObject({
  config: z.string().min(1).optional(),
  laptop: laptopOption,
  queue: z
    .enum(failureQueues, {
      error: `must be one of ${failureQueues.join(', ')}`,
    })
    .optional(),
  message: z.string().min(1).optional(),
  apply: z.boolean().default(false),
});
export type Options = z.output<typeof Options>;

/** Reads the command line. Throws `BadOptionError`, which names the option and the rule. */
export function readOptions(args: readonly string[]): Options {
  const options = checkedOptions(Options, parse(withLaptop(args)));
  if (options.laptop !== undefined && options.config !== undefined)
    throw new BadOptionError('--laptop and --config exclude each other: a laptop brings its configuration');
  return options;
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    config: { ...text, short: 'c' },
    laptop: text,
    queue: text,
    message: text,
    apply: flag,
  } as const;
  return parsedArgs(() => parseArgs({ args, options }).values);
}
