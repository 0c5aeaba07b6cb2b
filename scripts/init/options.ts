import { parseArgs } from 'node:util';
import { z } from 'zod';
import { checkedOptions, laptopOption, parsedArgs, withLaptop } from '../command-line';

export const HELP = `npm run init -- [--config FILE] [--answers FILE] [--set KEY=VALUE …] [--force] [--laptop [URL]]

Writes the configuration of an installation: asks for what has no default, and asks AWS first what it can say (the account, instances of
Identity Center, groups, identities of SES), with the credentials and the Region of the environment. Changes nothing in AWS.

  --config FILE       where to write (default hourglass.config.json)
  --answers FILE      a part of the configuration, as JSON; nobody is asked anything, and what is missing is an error
  --set KEY=VALUE     one key, such as --set identityCenter.adminGroupId=admins; may be repeated. Groups may be named
  --force             write over what is there
  --laptop [URL]      ask the laptop edition that runs there (default http://localhost:4810) instead of AWS

Exit code 0: written, or not wanted. 2: it could not be done.`;

const Options = z.strictObject({
  config: z.string().min(1).default('hourglass.config.json'),
  answers: z.string().min(1).optional(),
  set: z.array(z.string().regex(/^[\w.$]+=/, { error: 'must be KEY=VALUE' })).default([]),
  force: z.boolean().default(false),
  laptop: laptopOption,
});
export type Options = z.output<typeof Options>;

/** Reads the command line. Throws `BadOptionError`, which names the option and the rule. */
export function readOptions(args: readonly string[]): Options {
  return checkedOptions(Options, parse(withLaptop(args)));
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    config: text,
    answers: text,
    set: { ...text, multiple: true },
    force: flag,
    laptop: text,
  } as const;
  return parsedArgs(() => parseArgs({ args, options }).values);
}
