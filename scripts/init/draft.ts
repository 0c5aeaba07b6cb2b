import { Config } from '../../lib/config/config';
import { ConfigError } from '../../lib/config/config-error';
import { NO_KEY, setterOf } from '../../lib/config/overrides';

/** A draft with one key set to what somebody wrote. Throws `ConfigError` when there is no such key. */
export function withKey(draft: unknown, key: string, text: string): unknown {
  const set = setterOf(key);
  if (!set) throw new ConfigError(`${key}: ${NO_KEY}`);
  return set(draft, text);
}

/** What is wrong with one key of a draft, by the schema of the configuration; what else is missing does not matter. */
export function problemAt(draft: unknown, key: string): string | undefined {
  const issues = Config.safeParse(draft).error?.issues ?? [];
  return issues.find(({ path }) => path.join('.') === key)?.message;
}
