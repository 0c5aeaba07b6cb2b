import { runCommand } from './command-line';
import { HELP, readOptions } from './verify/options';
import { runVerify } from './verify/run';

/** Verifies the audit trail of an installation, a laptop edition or an export; see `--help`. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { code } = await runVerify(options, (line) => void process.stdout.write(`${line}\n`));
  process.exitCode = code;
}

runCommand({ help: HELP, main });
