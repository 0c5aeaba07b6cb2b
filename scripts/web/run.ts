import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesFor, originsOf, type WebFiles } from '../../core/rules/web-files';
import { CACHING, PAGES, securityHeaders } from '../../core/rules/web-headers';
import type { Config } from '../../lib/config/config';
import { signInHost } from '../../lib/config/sign-in-hosts';
import { configuredUrl, webConfigOf } from '../../lib/config/web-config';
import { outputNamed, type OutputsOf } from '../outputs';

/** The files cannot be written; the message says why. */
export class FilesNotWrittenError extends Error {
  override name = 'FilesNotWrittenError' as const;
}

/** What the command works with. */
export type WebDeps = {
  readonly config: Config;
  readonly outputsOf: OutputsOf;
  /** Builds the web app, and names the folder; asked for last, because it takes a while. */
  readonly build: () => Promise<string>;
  readonly say: (line: string) => void;
};

/** `npm run web`: the web app of an installation as files, and what they have to be served with. Throws `FilesNotWrittenError`. */
export async function runWeb(out: string, { config, outputsOf, build, say }: WebDeps): Promise<void> {
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new FilesNotWrittenError(
      `${out} is not empty: name a new folder, so that nothing old is left in it.`,
    );
  const { region, signIn, web } = config;
  const appUrl = configuredUrl(web);
  if (appUrl === undefined)
    throw new FilesNotWrittenError('web.url is not set: the app has to know where it is opened.');
  const [api, identity] = await Promise.all([outputsOf('Api'), outputsOf('Identity')]);
  const webConfig = webConfigOf({
    region,
    appUrl,
    apiUrl: outputNamed(api, 'ApiUrl'),
    userPoolId: outputNamed(identity, 'UserPoolId'),
    userPoolClientId: outputNamed(identity, 'WebClientId'),
    signInDomain: signInHost(signIn.domainPrefix, region),
  });
  const files = filesFor(filesUnder(await build()), webConfig);
  for (const [path, content] of Object.entries(files)) write(join(out, path), content);
  say(`${Object.keys(files).length} files are in ${out}. Serve them at ${appUrl}, over TLS alone:`);
  say(`  paths that match ${PAGES} with index.html and status 200`);
  say('  every answer with');
  for (const [name, value] of Object.entries(securityHeaders(originsOf(webConfig))))
    say(`    ${name}: ${value}`);
  for (const [pattern, value] of Object.entries(CACHING)) say(`  ${pattern} with Cache-Control: ${value}`);
}

function filesUnder(folder: string): WebFiles {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name))]),
  );
}

function write(path: string, content: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
