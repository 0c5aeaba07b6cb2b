import { randomBytes } from 'node:crypto';
import { pointAtLaptop } from './doctor/installation';
import { discoverAws } from './init/discovery';
import { HELP, readOptions } from './init/options';
import { runInit } from './init/run';
import { ttyTerminal } from './init/terminal';

/** Writes a configuration; see `--help`. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (options.help) return say(HELP);
  if (options.laptop !== undefined) await pointAtLaptop(options.laptop, process.env);
  await runInit(options, {
    discovery: discoverAws(process.env, say),
    terminal: process.stdin.isTTY ? ttyTerminal(say) : undefined,
    say,
    someLetters: () => randomBytes(3).toString('hex'),
  });
}

main().catch((error: unknown) => {
  // What a person can mend, or has stopped with Ctrl-C, is told in one sentence.
  const names = ['BadOptionError', 'IncompleteError', 'ConfigError', 'ExitPromptError'];
  const known = error instanceof Error && names.includes(error.name);
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
});
