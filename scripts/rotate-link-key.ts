import { parseArgs } from 'node:util';
import { secretsManagerClient } from '../aws/clients';
import { LinkKeySecret } from '../aws/link-key';
import { rotateLinkKey } from './rotate-link-key/run';

const HELP = `npm run rotate-link-key -- --secret ARN [--leaked]

Makes a new key for the links in mails. Run it as somebody who may write the secret, in the Region of the installation.
  --secret ARN   the secret: the output LinkKeyArn of the Data stack
  --leaked       rotate twice, so that links signed with the key that has leaked stop working`;

/** A command-line option that is missing or makes no sense. */
class BadOptionError extends Error {
  override name = 'BadOptionError' as const;
}

function readOptions(): { readonly secret: string; readonly leaked: boolean } {
  try {
    const options = { secret: { type: 'string' }, leaked: { type: 'boolean' } } as const;
    const { secret, leaked = false } = parseArgs({ options }).values;
    if (secret === undefined || secret === '') throw new BadOptionError('--secret is missing.');
    return { secret, leaked };
  } catch (error) {
    throw new BadOptionError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

async function main(): Promise<void> {
  const { secret, leaked } = readOptions();
  const key = new LinkKeySecret(secretsManagerClient(), secret);
  await rotateLinkKey(leaked, { key, say: (line) => console.log(line) });
}

main().catch((error: unknown) => {
  console.error(error instanceof BadOptionError ? error.message : error);
  process.exitCode = 1;
});
