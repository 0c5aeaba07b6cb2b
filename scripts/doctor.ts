import { runCommand } from './command-line';
import { checks } from './doctor/checks';
import { gather } from './doctor/gather/gather';
import { HELP, readOptions } from './doctor/options';
import { exitCodeOf, reportOn } from './doctor/report';
import { tell } from './doctor/tell';
import { openConfiguration } from './installation';
import { identityCenterIn, LAPTOP } from './saml/trust';

/** Looks at an account and says what is wrong; see `--help`. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const named = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const config = await openConfiguration(options, process.env);
  const onLaptop = options.laptop !== undefined;
  const facts = await gather({
    config,
    ambientRegion: onLaptop ? config.region : named,
    trust: onLaptop ? LAPTOP : identityCenterIn(config.region),
  });
  const report = reportOn(checks, facts, config, options.stage);
  const text = options.json
    ? JSON.stringify({ exitCode: exitCodeOf(report), ...report }, undefined, 2)
    : tell(report, process.stdout.isTTY);
  process.stdout.write(`${text}\n`);
  process.exitCode = exitCodeOf(report);
}

runCommand({ help: HELP, main });
