import { parseArgs } from 'node:util';
import { secretsManagerClient } from '../aws/clients';
import { LinkKeySecret } from '../aws/link-key';
import { BadOptionError, parsedArgs, runCommand } from './command-line';
import { rotateLinkKey } from './rotate-link-key/run';

const HELP = `npm run rotate-link-key -- --secret ARN [--leaked]

Makes a new key for the links in mails. Run it as somebody who may write the secret, in the Region of the installation.
  --secret ARN   the secret: the output LinkKeyArn of the Data stack
  --leaked       rotate twice, so that links signed with the key that has leaked stop working

Exit code 0: rotated. 2: it could not be done.`;

function readOptions(): { readonly secret: string; readonly leaked: boolean } {
  const options = { secret: { type: 'string' }, leaked: { type: 'boolean' } } as const;
  const { secret, leaked = false } = parsedArgs(() => parseArgs({ options }).values);
  if (secret === undefined || secret === '') throw new BadOptionError('--secret: is missing');
  return { secret, leaked };
}

async function main(): Promise<void> {
  const { secret, leaked } = readOptions();
  const key = new LinkKeySecret(secretsManagerClient(), secret);
  await rotateLinkKey(leaked, { key, say: (line) => console.log(line) });
}

runCommand({ help: HELP, main });
