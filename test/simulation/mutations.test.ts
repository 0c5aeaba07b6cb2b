import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaced } from './fleet';
import { MUTATIONS } from './mutations';
import { type Catch, huntAll } from './mutations/hunt';
import { NOTICED_BY } from './mutations/noticed-by';

const ROOT = join(__dirname, '..', '..');
const STEPS = 200;

test.each(MUTATIONS)('the pieces that "$name" replaces are there, once each', ({ replacements }) => {
  expect(replacements.length).toBeGreaterThan(0);
  for (const one of replacements)
    expect(replaced(readFileSync(join(ROOT, one.file), 'utf8'), one)).toContain(one.replace);
});

test('seeds are noted for mutations that there are', () => {
  const names = MUTATIONS.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(NOTICED_BY)));
});

describe('a seed among the first 200 notices that', () => {
  const caught = new Map<string, Catch | undefined>();
  beforeAll(
    () => huntAll(MUTATIONS, { steps: STEPS, workers: 2 }, ({ name }, found) => caught.set(name, found)),
    15 * 60_000,
  );

  test.each(MUTATIONS)('$name', ({ name, guarantees }) => {
    const found = caught.get(name);
    expect(guarantees).toContain(found?.guarantee);
    expect(found?.seed).toBeLessThanOrEqual(200);
  });
});
