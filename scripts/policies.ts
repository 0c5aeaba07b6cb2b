import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { apiAt, ApiError } from './api/client';
import { BadOptionError, parsedArgs, readJsonFile, runCommand, withLaptop } from './command-line';
import { Exported, exportPolicies, importPolicies } from './policies/transfer';

const HELP = `npm run policies -- export FILE (--api URL --token-file FILE | --laptop [URL])
npm run policies -- import FILE (--api URL --token-file FILE | --laptop [URL]) [--yes]

Saves the policies and settings of an installation, or adds those of a file that an installation does not have. A policy of a name that is
there already is left as it is.
  --api URL           the HTTP API (output ApiUrl of the Api stack)
  --token-file FILE   an access token of an admin
  --laptop [URL]      a laptop edition instead (default http://localhost:4810), as its admin
  --yes               import; without it only what would be done is said

Exit code 0: done, or said. 2: it could not be done.
`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const options = {
    api: text,
    'token-file': text,
    laptop: text,
    yes: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = parsedArgs(() =>
    parseArgs({ args: withLaptop(process.argv.slice(2)), allowPositionals: true, options }),
  );
  const [verb, file, ...more] = positionals;
  if (file === undefined || more.length > 0 || (verb !== 'export' && verb !== 'import'))
    throw new BadOptionError('Say export or import, and a file.');
  const api = apiAt(values);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (verb === 'import') {
    await importPolicies(readJsonFile(Exported, file, 'what npm run policies -- export writes'), api, {
      apply: values.yes,
      say,
    });
    return;
  }
  const exported = await exportPolicies(api);
  writeFileSync(file, `${JSON.stringify(exported, undefined, 2)}\n`);
  say(
    `${exported.eligibility.length} eligibility and ${exported.approval.length} approval policies and the settings are in ${file}.`,
  );
}

runCommand({ help: HELP, main, known: (error) => error instanceof ApiError });
