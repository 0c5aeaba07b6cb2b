/** What has to survive the way to the sign-in page and back, in this tab only. */
const keys = {
  returnTo: 'hourglass.return-to',
  signedOut: 'hourglass.signed-out',
  refused: 'hourglass.sign-in-refused',
} as const;

type Key = keyof typeof keys;

/** Writes down a fact for after the redirect. */
export function remember(key: Key, value = 'yes'): void {
  sessionStorage.setItem(keys[key], value);
}

/** Reads a fact without forgetting it. */
export function recall(key: Key): string | undefined {
  return sessionStorage.getItem(keys[key]) ?? undefined;
}

/** Reads a fact and forgets it. */
export function take(key: Key): string | undefined {
  const value = recall(key);
  sessionStorage.removeItem(keys[key]);
  return value;
}
