import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readConfig } from '../lib/config/read-config';
import { apiAt, ApiError } from './api/client';
import { BadOptionError, parsedArgs, runCommand } from './command-line';
import { endEverything, showLive } from './uninstall/end-everything';
import { farewell, notYet } from './uninstall/words';

const HELP = `npm run uninstall -- (--api URL --token-file FILE | --laptop URL) [--yes] [--despite-findings] [--minutes 30]

Ends every live lease, waits until nothing is left, and says what to destroy and what is kept. Destroys nothing itself.
  --api URL           the HTTP API (output ApiUrl of the Api stack)
  --token-file FILE   an access token of an admin or responder; read anew for each call, so that it can be replaced while this waits
  --laptop URL        a laptop edition instead, as its admin
  --yes               do it; without it only what is live is counted
  --despite-findings  go on although findings are open
  --minutes N         how long to wait

Exit code 0: nothing is left. 1: something is. 2: it could not be found out.
`;

const MINUTE = 60_000;

function options() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parsedArgs(
    () =>
      parseArgs({
        options: {
          api: text,
          'token-file': text,
          laptop: text,
          minutes: { ...text, default: '30' },
          yes: flag,
          'despite-findings': flag,
          help: flag,
        },
      }),
    HELP,
  );
  const looks = Number(values.minutes);
  if (!Number.isInteger(looks) || looks < 1 || looks > 1_440)
    throw new BadOptionError(`--minutes must be a whole number from 1 to 1440 (found ${values.minutes})`);
  return { ...values, looks };
}

async function main(): Promise<void> {
  const chosen = options();
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (chosen.help) return say(HELP);
  const api = apiAt(chosen, HELP);
  if (!chosen.yes) {
    await showLive({ api, say });
    return say('Nothing was changed. With --yes activations are stopped and all of them end.');
  }
  const left = await endEverything({ api, say, looks: chosen.looks, pause: () => pause(MINUTE) });
  const why = notYet(chosen['despite-findings'] ? { ...left, findings: 0 } : left);
  if (why !== undefined) {
    process.exitCode = 1;
    return say(why);
  }
  say(`Nothing is left.\n\n${farewell(readConfig())}`);
}

runCommand(main, (error) => error instanceof ApiError);
