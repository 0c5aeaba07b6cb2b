import { readConfig } from '../lib/config/read-config';
import { buildWeb, DEPLOYED_WEB } from './build';
import { deployedOutputs, outputsFromFile } from './outputs';
import { readWebOptions } from './web/options';
import { runWeb } from './web/run';

async function main(): Promise<void> {
  const options = readWebOptions(process.argv.slice(2));
  const config = readConfig(options.config);
  const { stage, region } = config;
  await buildWeb(DEPLOYED_WEB);
  await runWeb(options.out, {
    config,
    outputsOf: options.outputs ? outputsFromFile(stage, options.outputs) : deployedOutputs(stage, region),
    build: DEPLOYED_WEB.folder,
    say: (line) => console.log(line),
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
