import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { parseConfig } from '../../lib/config/read-config';

const Keys = z.record(z.string(), z.unknown());

/**
 * Sets `signIn.samlMetadataUrl` in a configuration file and leaves the rest as it is, in its order. Checked before it is written, and put in
 * place by a rename: the file is never half of it. Throws `ConfigError`. Returns the name of the file.
 */
export function saveAddress(path: string, url: string): string {
  const before = Keys.parse(JSON.parse(readFileSync(path, 'utf8')));
  const after = { ...before, signIn: { ...Keys.parse(before.signIn), samlMetadataUrl: url } };
  parseConfig(after, path);
  const next = `${path}.next`;
  writeFileSync(next, `${JSON.stringify(after, null, 2)}\n`);
  renameSync(next, path);
  return path;
}
