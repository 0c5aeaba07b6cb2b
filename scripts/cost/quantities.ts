/**
 * What one request uses from its filing to its end, approved by one person and active until it elapses: the most that `npm run bench` lets
 * pass, so that what is computed from it can only be too high.
 */
export const LIFECYCLE = {
  stateTransitions: 14,
  executions: 2,
  lambdaInvocations: 12,
  awsCalls: 20,
  emails: 12,
} as const;

/** Seconds that one call of a function takes, as a guess on the high side: nothing here has run in AWS yet. */
export const SECONDS: Readonly<Record<string, number>> = {
  reconcile: 0.5,
  'hard-end': 0.5,
  'sync-directory': 30,
  'seal-audit': 2,
};
/** Any other function, most of which wait for Identity Center or a table. */
export const USUAL_SECONDS = 1;

/** How many of our metrics are written when there is nothing to say: see core/contract/metrics.ts. A metric costs in the hours in which it is written. */
export const METRICS_ALWAYS_WRITTEN = 1;

/** Guesses about use that no bench can measure; each is an option or stands in docs/cost.md. */
export const GUESSES = {
  /** HTTP requests of one person on a working day, and working days in a month. */
  apiRequestsPerDay: 30,
  workingDays: 22,
  /**
   * Write and read units of DynamoDB for one request: the calls that the bench counts, with the items, indexes and double price of
   * transactions, and with a directory of some hundred kilobytes.
   */
  writesPerRequest: 400,
  readsPerRequest: 600,
  /** Read units of one round of the reconciler, and of any HTTP request. */
  readsPerRound: 60,
  readsPerApiRequest: 10,
  /** Kilobytes that stay of one request, in all tables and indexes. */
  kilobytesPerRequest: 40,
  /** Months that are kept when storage is reckoned. */
  monthsKept: 12,
  /** Kilobytes of log of one call of a function, and of one transition. */
  kilobytesPerCall: 1,
  kilobytesPerTransition: 2,
  /** Lookups of activity for each request; one scans a day of the trail at most. */
  lookupsPerRequest: 0.2,
  /** Megabytes of the web app that a person loads on a working day; files are cached by their names. */
  megabytesPerVisit: 0.4,
} as const;
