import { parseArgs } from 'node:util';
import { HardEndMode } from '../core/model/hard-end';
import { BuildFailedError, buildWeb } from '../scripts/build';
import { buildLambdas } from '../scripts/bundles';
import { StateFolderError } from './aws/state-folder-error';
import { MissingBuildError } from './lambda-host';
import { PortBusyError } from './laptop/http-server';
import { type Laptop, startLaptop, STATE_FOLDER } from './laptop/laptop';

const DEFAULT_PORT = 4810;

const HELP = `npm start -- [--port N] [--fresh] [--state FOLDER] [--no-build]

Runs Hourglass on this machine against an emulated AWS, on loopback only.
  --port N         the port for people (default ${DEFAULT_PORT})
  --fresh          begin anew: throws away what the state folder holds
  --state FOLDER   keep the state there (default .hourglass)
  --hard-end MODE  deny running sessions when access ends: off (default), permission-set or removing
  --no-build       run what was built last

AWS_ENDPOINT_URL_<SERVICE> in the environment is respected: that service is not emulated then.`;

/** A command-line option that makes no sense. */
class BadOptionError extends Error {
  override name = 'BadOptionError' as const;
}

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return void process.stdout.write(`${HELP}\n`);
  const built = values['no-build'] ? undefined : { web: buildWeb(), functions: buildLambdas() };
  // Awaited where they are needed; a failure before that must not end the process without its message.
  for (const part of Object.values(built ?? {})) part.catch(() => undefined);
  const laptop = await startLaptop({
    ...(built && { built }),
    port: readPort(values.port),
    folder: values.state ?? STATE_FOLDER,
    fresh: values.fresh ?? false,
    hardEnd: readHardEnd(values['hard-end']),
  });
  welcome(laptop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(laptop));
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        fresh: { type: 'boolean' },
        state: { type: 'string' },
        'hard-end': { type: 'string' },
        'no-build': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new BadOptionError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function readHardEnd(text: string | undefined): HardEndMode {
  const mode = HardEndMode.safeParse(text ?? 'off');
  if (mode.success) return mode.data;
  throw new BadOptionError(`--hard-end must be one of ${HardEndMode.options.join(', ')}.`);
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? process.env.PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new BadOptionError(`--port must be a whole number from 0 to 65535, not "${text ?? ''}"`);
  return port;
}

function welcome({ url, elsewhere }: Laptop): void {
  const lines = [
    '',
    `  Hourglass            ${url}`,
    `  Access portal        ${url}/portal     who you are, and what you hold`,
    `  Inbox                ${url}/inbox      every email, with working links`,
    `  Time and faults      ${url}/panel      move the clock, make AWS fail`,
    `  For scripts          ${url}/local/`,
    '',
    '  Try: choose Ann Lee at the portal, open Hourglass, request access;',
    '  then open the email in the inbox as Ben Osei and approve.',
    ...(elsewhere.length > 0 ? [`  Not emulated here: ${elsewhere.join(', ')}`] : []),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function stop(laptop: Laptop): Promise<void> {
  await laptop.close();
  process.exit(0);
}

/** What a person can mend by themselves is told in one sentence; everything else with its stack. */
function explain(error: unknown): string {
  const clear = [BadOptionError, BuildFailedError, MissingBuildError, PortBusyError, StateFolderError];
  if (clear.some((type) => error instanceof type) && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
