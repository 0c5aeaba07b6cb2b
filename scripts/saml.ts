import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { systemClock } from '../aws/system-clock';
import { readConfig } from '../lib/config/read-config';
import { deployedOutputs, outputsFromFile } from './outputs';
import { fetchMetadata } from './saml/fetch-metadata';
import { readSamlOptions } from './saml/options';
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

async function main(): Promise<number> {
  const options = readSamlOptions(process.argv.slice(2));
  const file = options.config ?? OWN;
  if (!existsSync(file)) throw new Error(`${file} is not there: copy hourglass.config.example.json first.`);
  const config = readConfig(file);
  const { stage, region } = config;
  return runSaml(options, {
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

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
