import { randomBytes } from 'node:crypto';
import { runCommand } from './command-line';
import { discoverAws } from './init/discovery';
import { HELP, readOptions } from './init/options';
import { runInit } from './init/run';
import { ttyTerminal } from './init/terminal';
import { pointAtLaptop } from './installation';

/** Writes a configuration; see `--help`. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (options.laptop !== undefined) await pointAtLaptop(options.laptop, process.env);
  await runInit(options, {
    discovery: discoverAws(process.env, say),
    terminal: process.stdin.isTTY ? ttyTerminal(say) : undefined,
    say,
    someLetters: () => randomBytes(3).toString('hex'),
  });
}

// A person who has stopped with Ctrl-C knows it.
runCommand({
  help: HELP,
  main,
  known: ({ name }) => name === 'IncompleteError' || name === 'ExitPromptError',
});
