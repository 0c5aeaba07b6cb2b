import { parseArgs } from 'node:util';

/** How the command was called. */
export type WebOptions = {
  /** The folder that is written. */
  readonly out: string;
  readonly config?: string;
  readonly outputs?: string;
};

/** The options make no sense; the message holds how the command is called. */
export class BadWebOptionsError extends Error {
  override name = 'BadWebOptionsError' as const;
}

const HELP = `npm run web -- --out FOLDER [--config FILE] [--outputs FILE]

Writes the web app of a deployed installation with its run-time configuration, for hosting of your own (web.hosting is "own"), and
prints the headers and the rewrite that it has to be served with.
  --out FOLDER     a new or empty folder
  --config FILE    another file than hourglass.config.json
  --outputs FILE   what "cdk deploy --outputs-file FILE" has written, instead of asking CloudFormation`;

/** Reads the command line. Throws `BadWebOptionsError`. */
export function readWebOptions(args: readonly string[]): WebOptions {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { out: text, config: text, outputs: text } });
    const { out, ...rest } = values;
    if (!out) throw new BadWebOptionsError('--out is missing.');
    return { out, ...rest };
  } catch (error) {
    throw new BadWebOptionsError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}
