import { DAY, dayOf, type EpochMs } from '../../core/model/instant';
import type { Config } from '../../lib/config/config';
import { configuredUrl } from '../../lib/config/web-config';
import { outputNamed, type OutputsOf } from '../outputs';
import { guide } from './guide';
import { lookAtMetadata, type MetadataSource } from './look-at-metadata';
import type { Metadata } from './metadata';
import type { SamlOptions } from './options';

/** What the command works with. */
export type SamlDeps = MetadataSource & {
  readonly config: Config;
  readonly outputsOf: OutputsOf;
  /** Asks for the metadata address; `undefined`: nobody is there to be asked, or nothing was said. */
  readonly ask: () => Promise<string | undefined>;
  /** Writes the address into the configuration file, whose name it returns. */
  readonly save: (url: string) => string;
  readonly say: (line: string) => void;
  readonly now: EpochMs;
};

/** Days before the end of a certificate from which on it is spoken of. */
const SOON = 30;

/** `npm run saml`: what to paste where, or a check of the metadata address. Returns the exit code: 1 when the address cannot be used. */
export async function runSaml(options: SamlOptions, deps: SamlDeps): Promise<number> {
  if (options.check) return check(deps);
  const address = options.address ?? (await showAndAsk(deps));
  if (address === undefined) return 0;
  const metadata = await look(address, deps);
  if (metadata.kind === 'unusable') return refuse(address, metadata.problems, deps);
  tell(metadata, deps);
  deps.say(`Written into ${deps.save(address.trim())} as signIn.samlMetadataUrl.`);
  deps.say('Now finish the pairing: npx cdk deploy --all');
  return 0;
}

async function showAndAsk(deps: SamlDeps): Promise<string | undefined> {
  const { config, say } = deps;
  const identity = await deps.outputsOf('Identity');
  const startUrl = configuredUrl(config.web) ?? outputNamed(await deps.outputsOf('Web'), 'AppUrl');
  const lines = guide({
    stage: config.stage,
    region: config.region,
    acsUrl: outputNamed(identity, 'SamlAcsUrl'),
    audience: outputNamed(identity, 'SamlAudience'),
    startUrl,
  });
  for (const line of lines) say(line);
  say('');
  const said = await deps.ask();
  if (said === undefined) say('Then: npm run saml -- <address of the metadata file>');
  return said;
}

async function check(deps: SamlDeps): Promise<number> {
  const address = deps.config.signIn.samlMetadataUrl;
  if (address === undefined) {
    deps.say('Not paired yet: signIn.samlMetadataUrl is not set. Run npm run saml without --check.');
    return 1;
  }
  const metadata = await look(address, deps);
  if (metadata.kind === 'unusable') return refuse(address, metadata.problems, deps);
  tell(metadata, deps);
  return 0;
}

/** What is there, unless its certificates are not valid now. */
async function look(address: string, deps: SamlDeps): Promise<Metadata> {
  const metadata = await lookAtMetadata(address, deps);
  if (metadata.kind === 'unusable') return metadata;
  const { validFrom, expiresAt } = metadata;
  if (expiresAt <= deps.now) return invalid(`its signing certificate is over since ${dayOf(expiresAt)}`);
  if (validFrom > deps.now) return invalid(`its signing certificate begins on ${dayOf(validFrom)} only`);
  return metadata;
}

const invalid = (problem: string): Metadata => ({ kind: 'unusable', problems: [problem] });

function refuse(address: string, problems: readonly string[], { say }: SamlDeps): number {
  say(`${address.trim()} cannot be used:`);
  for (const problem of problems) say(`  ${problem}`);
  say('Nothing was changed.');
  return 1;
}

function tell({ entityId, expiresAt }: Extract<Metadata, { kind: 'read' }>, { say, now }: SamlDeps): void {
  const daysLeft = Math.floor((expiresAt - now) / DAY);
  say(`Identity provider: ${entityId}`);
  say(`Its signing certificate is valid until ${dayOf(expiresAt)} (${daysLeft} days).`);
  if (daysLeft < SOON)
    say(
      'Renew it in the Identity Center console soon, see docs/DEPLOY.md; Cognito reads new metadata within six hours.',
    );
}
