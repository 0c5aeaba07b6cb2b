import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Api, ApiError, installationApi, laptopToken, tokenFile } from './api/client';
import { Exported, exportPolicies, importPolicies } from './policies/transfer';

const HELP = `npm run policies -- export FILE (--api URL --token-file FILE | --laptop URL)
npm run policies -- import FILE (--api URL --token-file FILE | --laptop URL) [--yes]

Saves the policies and settings of an installation, or adds those of a file that an installation does not have. A policy of a name that is
there already is left as it is.
  --api URL           the HTTP API (output ApiUrl of the Api stack)
  --token-file FILE   an access token of an admin
  --laptop URL        a laptop edition instead, as its admin
  --yes               import; without it only what would be done is said
`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { api: text, 'token-file': text, laptop: text, yes: { type: 'boolean', default: false } },
  });
  const [verb, file] = positionals;
  if (file === undefined || (verb !== 'export' && verb !== 'import')) throw new ApiError(0, HELP);
  const api = apiOf(values);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (verb === 'import') {
    await importPolicies(Exported.parse(JSON.parse(readFileSync(file, 'utf8'))), api, {
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

type Where = {
  readonly api?: string | undefined;
  readonly laptop?: string | undefined;
  readonly 'token-file'?: string | undefined;
};

function apiOf({ api, laptop, 'token-file': file }: Where): Api {
  if (laptop !== undefined) return installationApi(new URL('/api', laptop).href, laptopToken(laptop, 'adm'));
  if (api === undefined || file === undefined) throw new ApiError(0, HELP);
  return installationApi(api, tokenFile(file));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ApiError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
