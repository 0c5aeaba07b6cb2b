import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaced } from './fleet';
import { MUTATIONS } from './mutations';
import { hunt } from './mutations/hunt';

const ROOT = join(__dirname, '..', '..');
const STEPS = 200;

test.each(MUTATIONS)('the pieces that "$name" replaces are there, once each', ({ replacements }) => {
  expect(replacements.length).toBeGreaterThan(0);
  for (const one of replacements)
    expect(replaced(readFileSync(join(ROOT, one.file), 'utf8'), one)).toContain(one.replace);
});

/** Every third of them, for the time that it takes; `npm run simulate -- --mutations` hunts for all. */
const HUNTED = MUTATIONS.filter((_, index) => index % 3 === 0);

describe('a seed among the first 200 notices that', () => {
  test.each(HUNTED)(
    '$name',
    async (mutation) => {
      const found = await hunt(mutation, STEPS, 2);
      expect(mutation.guarantees).toContain(found?.guarantee);
    },
    10 * 60_000,
  );
});
