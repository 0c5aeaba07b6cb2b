import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { systemClock } from '../aws/system-clock';
import { ConfigError } from '../lib/config/config-error';
import { readConfig } from '../lib/config/read-config';
import { runCommand } from './command-line';
import { deployedOutputs, MissingOutputError, outputsFromFile } from './outputs';
import { fetchMetadata } from './saml/fetch-metadata';
import { HELP, readSamlOptions } from './saml/options';
import { runSaml } from './saml/run';
import { saveAddress } from './saml/save-address';
import { identityCenterIn } from './saml/trust';

const OWN = join(__dirname, '..', 'hourglass.config.json');

async function ask(): Promise<string | undefined> {
  if (!stdin.isTTY) return undefined;
  const lines = createInterface({ input: stdin, output: stdout });
  const said = await lines.question('Address of the metadata file (empty: later): ');
  lines.close();
  return said.trim() === '' ? undefined : said;
}

async function main(): Promise<void> {
  const options = readSamlOptions(process.argv.slice(2));
  const file = options.config ?? OWN;
  if (!existsSync(file)) throw new ConfigError(`${file} is not there: npm run init writes it.`);
  const config = readConfig(file);
  const { stage, region } = config;
  process.exitCode = await runSaml(options, {
    config,
    outputsOf: options.outputs ? outputsFromFile(stage, options.outputs) : deployedOutputs(stage, region),
    trust: identityCenterIn(region),
    fetch: fetchMetadata,
    ask,
    save: (url) => saveAddress(file, url),
    say: (line) => console.log(line),
    now: systemClock.now(),
  });
}

runCommand({ help: HELP, main, known: (error) => error instanceof MissingOutputError });
