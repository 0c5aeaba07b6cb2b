/** The configuration cannot be used; the message names each wrong key. */
export class ConfigError extends Error {
  override name = 'ConfigError' as const;
}
