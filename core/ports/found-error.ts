/** What is reported is something that was found, not something that failed. */
export class FoundError extends Error {
  override name = 'FoundError' as const;
}
