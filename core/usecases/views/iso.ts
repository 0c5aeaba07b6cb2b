import { type EpochMs, toIso } from '../../model/instant';

/** ISO 8601 of a moment that may be absent. */
export function isoOf(at: EpochMs | undefined): string | undefined {
  return at === undefined ? undefined : toIso(at);
}
