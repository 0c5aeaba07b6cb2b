import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { apiAt, ApiError } from './api/client';
import { BadOptionError, parsedArgs, runCommand, withLaptop } from './command-line';
import { openConfiguration } from './installation';
import { endEverything, showLive } from './uninstall/end-everything';
import { farewell, notYet } from './uninstall/words';

const HELP = `npm run uninstall -- (--api URL --token-file FILE | --laptop [URL]) [-c FILE] [--yes] [--despite-findings] [--minutes 30]

Ends every live lease, waits until nothing is left, and says what to destroy and what is kept. Destroys nothing itself.
  --api URL           the HTTP API (output ApiUrl of the Api stack)
  --token-file FILE   an access token of an admin or responder; read anew for each call, so that it can be replaced while this waits
  --laptop [URL]      a laptop edition instead (default http://localhost:4810), as its admin
  -c, --config FILE   the configuration, which says what to destroy (default: hourglass.config.json, else the example)
  --yes               do it; without it only what is live is counted
  --despite-findings  go on although findings are open
  --minutes N         how long to wait

Exit code 0: nothing is left, or only counted. 1: something is left. 2: it could not be done.
`;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function options() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parsedArgs(() =>
    parseArgs({
      args: withLaptop(process.argv.slice(2)),
      options: {
        api: text,
        'token-file': text,
        laptop: text,
        config: { ...text, short: 'c' },
        minutes: { ...text, default: '30' },
        yes: flag,
        'despite-findings': flag,
      },
    }),
  );
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1_440)
    throw new BadOptionError(`--minutes must be a whole number from 1 to 1440 (found ${values.minutes})`);
  // On a laptop endings take seconds.
  const between = values.laptop === undefined ? MINUTE : SECOND;
  return { ...values, between, looks: (minutes * MINUTE) / between };
}

async function main(): Promise<void> {
  const chosen = options();
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const api = apiAt(chosen);
  if (!chosen.yes) {
    await showLive({ api, say });
    return say('Nothing was changed. With --yes activations are stopped and all of them end.');
  }
  // Before anything is ended: what to destroy has to be known when nothing is left.
  const config = await openConfiguration(chosen, process.env);
  const left = await endEverything({ api, say, looks: chosen.looks, pause: () => pause(chosen.between) });
  const why = notYet(chosen['despite-findings'] ? { ...left, findings: 0 } : left);
  if (why !== undefined) {
    process.exitCode = 1;
    return say(why);
  }
  say(`Nothing is left.\n\n${farewell(config)}`);
}

runCommand({ help: HELP, main, known: (error) => error instanceof ApiError });
