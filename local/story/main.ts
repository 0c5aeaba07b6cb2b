import { parseArgs } from 'node:util';
import { build } from '../../scripts/build';
import { startLaptop } from '../laptop/laptop';
import * as chapters from './chapters';
import { LaptopClient } from './client';
import { Plot } from './plot';
import { Teller } from './teller';

const HELP = `npm run story -- [--json] [--break ending]

Tells the whole story through the HTTP API of a laptop edition of its own, on moved time.
  --json           one JSON object per line
  --break ending   makes Identity Center refuse every deletion, to see the story fail
Exit code 0 only if every expectation held.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, break: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return void process.stdout.write(`${HELP}\n`);
  await build({ web: false });
  const laptop = await startLaptop({ port: 0, web: false, fresh: true });
  const teller = new Teller({ json: values.json ?? false, now: async () => laptop.clock.now() });
  try {
    const plot = new Plot(new LaptopClient(laptop.url), teller);
    if (values.break === 'ending')
      await plot.client.local('POST', '/faults', {
        kind: 'fail-operation',
        operation: 'DeleteAccountAssignment',
      });
    await tell(plot);
  } finally {
    await laptop.close();
  }
  await teller.tell(`${teller.held} expectations held, ${teller.failed} did not`);
  process.exitCode = teller.failed === 0 ? 0 : 1;
}

async function tell(plot: Plot): Promise<void> {
  await chapters.signIn(plot);
  const wish = await chapters.refusalAndPreview(plot);
  const request = await chapters.requestAndEmail(plot, wish);
  const active = await chapters.approval(plot, wish, request);
  await chapters.activity(plot, wish, active);
  await chapters.earlyReturn(plot, wish, active);
  await chapters.byTime(plot, wish);
  await chapters.failure(plot, wish);
  await chapters.auditTrail(plot);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
