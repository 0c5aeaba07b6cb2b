import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ssoAdminClient } from '../aws/clients';
import { IdentityCenterInlinePolicies } from '../aws/identity-center-inline-policies';
import { systemClock } from '../aws/system-clock';
import { AccountId, PermissionSetArn } from '../core/model/entitlement';
import { BadOptionError, checkedOptions, parsedArgs, runCommand } from './command-line';
import { cleanUp, runTrial, showTrial, type TrialDeps, TrialError } from './confirm-hard-end/steps';

const HELP = `npm run confirm-hard-end -- --account ID --permission-set ARN --user ID [--probe COMMAND] [--apply | --clean]

Tries in a real account that a dated deny ends a running session. Run it as somebody who may write inline policies, in the Region of
Identity Center, with a permission set that nobody needs now; hard end must not be switched on yet. Without --apply nothing is changed.
  --account ID            an account in which the person holds the permission set
  --permission-set ARN    the permission set; its inline policy is put back in the end
  --user ID               the person's id in the identity store
  --probe COMMAND         a harmless command with the person's session, such as "aws s3api list-buckets --profile trial"
  --apply                 try it: about fifteen minutes
  --clean                 take away what a trial that was killed has left

Exit code 0: confirmed, shown or taken away. 2: not confirmed, or it could not be done.`;

const Options = z.object({
  account: AccountId,
  'permission-set': PermissionSetArn,
  user: z.string().min(1).max(64),
  probe: z.string().min(1).optional(),
  apply: z.boolean().default(false),
  clean: z.boolean().default(false),
});

function readOptions(): z.infer<typeof Options> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    account: text,
    'permission-set': text,
    user: text,
    probe: text,
    apply: flag,
    clean: flag,
  };
  return checkedOptions(
    Options,
    parsedArgs(() => parseArgs({ options }).values),
  );
}

/** `broken` is everything that is neither success nor a denial: credentials that are over, a typing mistake. */
function probe(command: string): ReturnType<TrialDeps['probe']> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', () => resolve('broken'));
    child.on('close', (code) => {
      const denied = /AccessDenied|UnauthorizedOperation|not authorized/.test(Buffer.concat(said).toString());
      if (code === 0) resolve('allowed');
      else resolve(denied ? 'denied' : 'broken');
    });
  });
}

async function main(): Promise<void> {
  const options = readOptions();
  const trial = {
    permissionSetArn: options['permission-set'],
    accountId: options.account,
    userId: options.user,
  };
  const instanceArn = trial.permissionSetArn.replace(':permissionSet/', ':instance/').replace(/\/ps-.*$/, '');
  const deps: TrialDeps = {
    clock: systemClock,
    inlinePolicies: new IdentityCenterInlinePolicies(ssoAdminClient(), instanceArn),
    say: (line) => console.log(line),
    probe: () => probe(options.probe ?? 'false'),
    newSession: async () => {
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      await terminal.question('Begin a new session for the probe (sign out and in), then press Enter. ');
      terminal.close();
    },
  };
  if (options.clean) return cleanUp(trial, deps);
  if (!options.apply) return showTrial(trial, deps);
  if (options.probe === undefined) throw new BadOptionError('--apply needs --probe.');
  // Ctrl-C would skip putting the policy back; it is refused instead, as the trial ends by itself.
  process.on('SIGINT', () => console.log('The policy has to be put back first; the trial ends by itself.'));
  await runTrial(trial, deps);
}

runCommand({ help: HELP, main, known: (error) => error instanceof TrialError });
