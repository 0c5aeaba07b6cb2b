import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BadOptionError, parsedArgs, runCommand } from './command-line';
import { countResources, Template } from './cost/count-resources';
import { estimate } from './cost/estimate';
import { PRICES_AS_OF, type Region, REGIONS } from './cost/prices';
import { tableOf } from './cost/print';
import { run } from './run';

const HELP = `npm run cost -- [--people 200] [--requests 3000] [--trail-gb 50] [--region ${REGIONS.join('|')}]
                [--templates <folder>] [--allowances] [--json]

What an installation costs in a month, by list prices of ${PRICES_AS_OF}. What is paid for without use is counted in the templates that
cdk synth makes of your configuration, or in those of --templates. --allowances takes off what every account has free each month.

Exit code 0: counted. 2: it could not be done.
`;

/** Reads the options; throws what is wrong with them. */
function options() {
  const { values } = parsedArgs(() =>
    parseArgs({
      options: {
        people: { type: 'string', default: '200' },
        requests: { type: 'string', default: '3000' },
        'trail-gb': { type: 'string', default: '50' },
        region: { type: 'string', default: REGIONS[0] },
        templates: { type: 'string' },
        allowances: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    }),
  );
  const number = (name: 'people' | 'requests' | 'trail-gb') => {
    const value = Number(values[name]);
    if (!(value >= 0 && value < 1e9))
      throw new BadOptionError(`--${name} must be a number from 0 on (found ${values[name]})`);
    return value;
  };
  const region = REGIONS.find((known): known is Region => known === values.region);
  if (!region)
    throw new BadOptionError(`--region must be one of ${REGIONS.join(', ')} (found ${values.region})`);
  const usage = {
    people: number('people'),
    requests: number('requests'),
    trailGigabytes: number('trail-gb'),
  };
  return { ...values, region, usage };
}

async function main(): Promise<void> {
  const { usage, region, templates, allowances, json } = options();
  const fixed = countResources(templates === undefined ? await synthesized() : templatesIn(templates));
  const result = estimate(usage, fixed, { region, allowances });
  if (json)
    process.stdout.write(`${JSON.stringify({ usage, region, ...result, unpriced: fixed.unpriced })}\n`);
  else process.stdout.write(`${tableOf(result)}\n${notesOn(fixed.unpriced, allowances)}`);
}

function notesOn(unpriced: readonly string[], allowances: boolean): string {
  const free = allowances ? 'with' : 'without';
  const lost = unpriced.length > 0 ? `Not priced: ${unpriced.join(', ')}.\n` : '';
  return `\nList prices of ${PRICES_AS_OF}, ${free} the monthly allowances of an account; docs/cost.md has the formulas.\n${lost}`;
}

async function synthesized(): Promise<Template[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-cost-'));
  try {
    const { ok, output } = await run('cdk', ['synth', '--quiet', '--output', folder]);
    if (!ok) throw new BadOptionError(`There are no templates to count in:\n${output}`);
    return templatesIn(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function templatesIn(folder: string): Template[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  if (files.length === 0) throw new BadOptionError(`${folder} holds no templates`);
  return files.map((file) => Template.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
}

runCommand({ help: HELP, main });
