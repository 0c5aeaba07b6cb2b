import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from './schema/files';

/** Writes the files that follow from the schema of the configuration. */
for (const [path, text] of Object.entries(schemaFiles())) {
  writeFileSync(join(__dirname, '..', path), text);
  process.stdout.write(`${path}\n`);
}
