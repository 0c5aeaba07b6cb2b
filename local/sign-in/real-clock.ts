/**
 * Real time, epoch milliseconds. Sign-in alone keeps it: a browser compares the times in a token with its
 * own clock, which the laptop's clock runs ahead of.
 */
export const realNow = (): number => Date.now();
