import { rmSync } from 'node:fs';
import { SEEDED, seedLaptop } from './laptop-process';

/** Seeding a laptop takes longer than starting one that is seeded, so it is done once for all files; each has a copy of its own. */
export default async function seedOnce(): Promise<void> {
  const folder = await seedLaptop();
  process.env[SEEDED] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
