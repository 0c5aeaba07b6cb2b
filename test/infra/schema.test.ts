import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configKeys } from '../../lib/config/keys';
import { schemaFiles } from '../../scripts/schema/files';

const ROOT = join(__dirname, '..', '..');

it.each(Object.entries(schemaFiles()))(
  '%s says what the schema says (npm run schema writes it)',
  (path, text) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
  },
);

it('describes every key', () => {
  const silent = configKeys().filter(({ schema }) => !schema.description);
  expect(silent.map(({ path }) => path.join('.'))).toEqual([]);
});
