import { readConfig } from '../lib/config/read-config';
import { BuildFailedError, buildWeb, DEPLOYED_WEB } from './build';
import { runCommand } from './command-line';
import { deployedOutputs, MissingOutputError, outputsFromFile } from './outputs';
import { HELP, readWebOptions } from './web/options';
import { FilesNotWrittenError, runWeb } from './web/run';

async function main(): Promise<void> {
  const options = readWebOptions(process.argv.slice(2));
  const config = readConfig(options.config);
  const { stage, region } = config;
  await runWeb(options.out, {
    config,
    outputsOf: options.outputs ? outputsFromFile(stage, options.outputs) : deployedOutputs(stage, region),
    build: async () => {
      await buildWeb(DEPLOYED_WEB);
      return DEPLOYED_WEB.folder;
    },
    say: (line) => console.log(line),
  });
}

runCommand({
  help: HELP,
  main,
  known: (error) =>
    error instanceof MissingOutputError ||
    error instanceof FilesNotWrittenError ||
    error instanceof BuildFailedError,
});
