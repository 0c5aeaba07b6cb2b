import { parseArgs } from 'node:util';
import { BadOptionError, parsedArgs } from '../command-line';

/** How the command was called. */
export type WebOptions = {
  /** The folder that is written. */
  readonly out: string;
  readonly config?: string;
  readonly outputs?: string;
};

export const HELP = `npm run web -- --out FOLDER [--config FILE] [--outputs FILE]

Writes the web app of a deployed installation with its run-time configuration, for hosting of your own (web.hosting is "own"), and
prints the headers and the rewrite that it has to be served with.
  --out FOLDER     a new or empty folder
  --config FILE    another file than hourglass.config.json
  --outputs FILE   what "cdk deploy --outputs-file FILE" has written, instead of asking CloudFormation

Exit code 0: written. 2: it could not be done.`;

/** Reads the command line. Throws `BadOptionError`. */
export function readWebOptions(args: readonly string[]): WebOptions {
  const text = { type: 'string' } as const;
  const options = { out: text, config: text, outputs: text } as const;
  const { out, ...rest } = parsedArgs(() => parseArgs({ args: [...args], options }).values);
  if (!out) throw new BadOptionError('--out: is missing');
  return { out, ...rest };
}
