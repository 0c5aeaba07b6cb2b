/** Makes a thing at its first use and keeps it: once per cold start. A failure is not kept. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
