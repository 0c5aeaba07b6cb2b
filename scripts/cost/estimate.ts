import type { Fixed } from './count-resources';
import { ALLOWANCES, FREE_PEOPLE, PRICE_NAMES, type PriceName, PRICES, type Region } from './prices';
import { GUESSES, LIFECYCLE, METRICS_ALWAYS_WRITTEN, SECONDS, USUAL_SECONDS } from './quantities';

/** How an installation is used in a month. */
export type Usage = {
  /** People who sign in. */
  readonly people: number;
  /** Requests that are filed. */
  readonly requests: number;
  /** Gigabytes that the organization trail writes. */
  readonly trailGigabytes: number;
};

/** One line of the bill. */
export type Line = {
  readonly what: string;
  readonly per: string;
  readonly quantity: number;
  readonly unitPrice: number;
  /** US dollars. */
  readonly month: number;
};

/** Everything that is paid for in a month, and the sum. */
export type Estimate = { readonly lines: readonly Line[]; readonly total: number };

/** Nobody uses it. */
export const IDLE: Usage = { people: 0, requests: 0, trailGigabytes: 0 };

const GIGABYTE_IN_KILOBYTES = 1_000_000;
const DAYS_IN_A_MONTH = 30;

/** What an installation costs in a month in a Region. `allowances`: with what every account has free. */
export function estimate(
  usage: Usage,
  fixed: Fixed,
  options: { readonly region: Region; readonly allowances?: boolean },
): Estimate {
  const quantities = { ...fixed.counts, ...byUse(usage, fixed) };
  const lines = PRICE_NAMES.flatMap((name) => {
    const free = options.allowances ? (ALLOWANCES[name] ?? 0) : 0;
    const quantity = Math.max(0, (quantities[name] ?? 0) - free);
    const { what, per, [options.region]: unitPrice } = PRICES[name];
    return quantity > 0 ? [{ what, per, quantity, unitPrice, month: quantity * unitPrice }] : [];
  });
  return { lines, total: lines.reduce((sum, { month }) => sum + month, 0) };
}

/** The quantities that depend on use and on the clock; docs/cost.md has the formulas in words. */
function byUse(
  { people, requests, trailGigabytes }: Usage,
  { schedules, counts }: Fixed,
): Partial<Record<PriceName, number>> {
  const visits = people * GUESSES.workingDays;
  const apiRequests = visits * GUESSES.apiRequestsPerDay;
  const runs = schedules.reduce((sum, { perMonth }) => sum + perMonth, 0);
  const calls = runs + apiRequests + requests * LIFECYCLE.lambdaInvocations;
  const transitions = requests * LIFECYCLE.stateTransitions;
  const metrics = counts.metric ?? 0;
  const rounds = schedules.find(({ name }) => name === 'reconcile')?.perMonth ?? 0;
  const kept = (requests * GUESSES.monthsKept * GUESSES.kilobytesPerRequest) / GIGABYTE_IN_KILOBYTES;
  const logged = calls * GUESSES.kilobytesPerCall + transitions * GUESSES.kilobytesPerTransition;
  return {
    lambdaRequest: calls,
    lambdaTime:
      schedules.reduce(
        (sum, { name, perMonth, gigabytes }) => sum + perMonth * gigabytes * secondsOf(name),
        0,
      ) +
      apiRequests * API_GIGABYTE_SECONDS +
      requests * LIFECYCLE.lambdaInvocations * USUAL_SECONDS * USUAL_GIGABYTES,
    transition: transitions,
    apiRequest: apiRequests,
    tableWrite: requests * GUESSES.writesPerRequest,
    tableRead:
      rounds * GUESSES.readsPerRound +
      apiRequests * GUESSES.readsPerApiRequest +
      requests * GUESSES.readsPerRequest,
    tableStorage: kept,
    tableRecovery: kept,
    mail: requests * LIFECYCLE.emails,
    metric: requests > 0 ? metrics : Math.min(metrics, METRICS_ALWAYS_WRITTEN),
    person: Math.max(0, people - FREE_PEOPLE),
    logs: logged / GIGABYTE_IN_KILOBYTES,
    trace: calls + requests * LIFECYCLE.executions,
    scan: (requests * GUESSES.lookupsPerRequest * trailGigabytes) / DAYS_IN_A_MONTH,
    served: (visits * GUESSES.megabytesPerVisit) / 1_000,
  };
}

const USUAL_GIGABYTES = 0.5;
/** One gigabyte for a fifth of a second. */
const API_GIGABYTE_SECONDS = 0.2;

const secondsOf = (name: string) => SECONDS[name] ?? USUAL_SECONDS;
