import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../scripts/run';
import { type Figure, round } from './figure';

/** How long does `cdk synth` take, with the web app built already? */
export async function synthesis(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-synth-'));
  try {
    const { ok, output, seconds } = await run('cdk', ['synth', '--quiet', '--output', folder]);
    if (!ok) throw new Error(output);
    return [{ name: 'synth.wall', value: round(seconds), unit: 'seconds', limit: 15 }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
