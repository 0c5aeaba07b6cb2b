import { parseArgs } from 'node:util';
import { BadOptionError, parsedArgs } from '../command-line';

/** How the command was called. */
export type SamlOptions = {
  /** The metadata address, if it was given already. */
  readonly address?: string;
  readonly check: boolean;
  /** The configuration file, if it is not `hourglass.config.json`. */
  readonly config?: string;
  /** A file of outputs, instead of asking CloudFormation. */
  readonly outputs?: string;
};

export const HELP = `npm run saml [-- [METADATA-ADDRESS] [--check] [--config FILE] [--outputs FILE]]

Pairs Hourglass with IAM Identity Center. Without an address it prints what to paste where in the Identity Center console; with one
it checks the metadata and writes the address into the configuration.
  --check          look at the address in the configuration again: reachable, of this Identity Center, certificate valid
  --config FILE    another file than hourglass.config.json
  --outputs FILE   what "cdk deploy --outputs-file FILE" has written, instead of asking CloudFormation

Exit code 0: done, or nothing is wrong. 1: the address cannot be used, or there is none to check. 2: it could not be done.`;

/** Reads the command line. Throws `BadOptionError`. */
export function readSamlOptions(args: readonly string[]): SamlOptions {
  const parsed = parse(args);
  const { positionals, values } = parsed;
  const [address, ...more] = positionals;
  if (more.length > 0) throw new BadOptionError('One address is enough.');
  if (address !== undefined && values.check)
    throw new BadOptionError('--check looks at the address in the configuration.');
  return { ...values, check: values.check, ...(address === undefined ? {} : { address }) };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { check: { type: 'boolean', default: false }, config: text, outputs: text } as const;
  return parsedArgs(() => parseArgs({ args: [...args], options, allowPositionals: true }));
}
