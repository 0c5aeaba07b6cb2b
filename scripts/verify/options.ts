import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { BadOptionError, checkedOptions, laptopOption, parsedArgs, withLaptop } from '../command-line';

export const HELP = `npm run verify -- [--laptop [URL] | --table NAME --key ARN | --roots PATH --public-key FILE] [options]

Verifies the audit trail: the hash of every event, the chain of every stream, and that both are what the signed daily roots
have fixed. Names every event that was changed, removed, added, moved, forged or cut off, and every root that is missing or forged.

What is verified
  --laptop [URL]     the laptop edition that runs there (default http://localhost:4810); what is verified when nothing is named
  --table NAME       the audit table of an installation; AWS credentials come from the environment
  --key ARN          the KMS key that signs its roots (output RootKeyArn of the Data stack)
  --roots PATH       an export: a folder or a file. With --table or --laptop: roots from here, events from there
  --public-key FILE  the key that is trusted, in PEM, instead of the one that KMS answers. An export is verified with this alone

Options
  --from DAY, --to DAY   UTC days, such as 2026-11-21 (default: from the first sealed day; to the last one, or to today).
                         An export that begins later than the trail needs --from; a day named with --to must be sealed in it
  --export FOLDER        also writes what was verified there, as an export, and the public key
  --json                 one JSON object per line: problems, then the result

Exit code 0: it holds. 1: it does not. 2: it could not be verified.`;

const Options = z.strictObject({
  laptop: laptopOption,
  table: z.string().min(1).optional(),
  key: z.string().min(1).optional(),
  roots: z.string().min(1).optional(),
  publicKey: z.string().min(1).optional(),
  from: z.iso.date({ error: 'must be a UTC day such as 2026-11-21' }).optional(),
  to: z.iso.date({ error: 'must be a UTC day such as 2026-11-21' }).optional(),
  export: z.string().min(1).optional(),
  json: z.boolean().default(false),
});
export type Options = z.infer<typeof Options>;

/** Reads the command line. Throws `BadOptionError`, which names the option and the rule. */
export function readOptions(args: readonly string[]): Options {
  const { 'public-key': publicKey, ...values } = parse(withLaptop(args));
  const options = checkedOptions(Options, { ...values, publicKey });
  if (options.from !== undefined && options.to !== undefined && options.to < options.from)
    throw new BadOptionError('--to must not be before --from');
  if (options.laptop !== undefined && options.table !== undefined)
    throw new BadOptionError('--laptop and --table exclude each other');
  if (options.table !== undefined && options.key === undefined && options.publicKey === undefined)
    throw new BadOptionError('--table needs --key or --public-key: whose signature is to be trusted?');
  if (isOffline(options) && options.publicKey === undefined)
    throw new BadOptionError('An export needs --public-key: a key that came with it proves nothing.');
  return options;
}

/** Whether an export is all that is read. */
export function isOffline({ roots, laptop, table }: Options): boolean {
  return roots !== undefined && laptop === undefined && table === undefined;
}

/** The text of the file with the trusted key. */
export function readPublicKey(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    createPublicKey(text);
    return text;
  } catch {
    throw new BadOptionError(`--public-key: ${file} cannot be read as a public key in PEM`);
  }
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return parsedArgs(
    () =>
      parseArgs({
        args,
        options: {
          laptop: text,
          table: text,
          key: text,
          roots: text,
          'public-key': text,
          from: text,
          to: text,
          export: text,
          json: flag,
        },
      }).values,
  );
}
