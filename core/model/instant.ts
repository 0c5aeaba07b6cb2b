import { z } from 'zod';

/** The last moment that has a name in ISO 8601. */
const LAST_MOMENT = 8_640_000_000_000_000;

/** A moment in epoch milliseconds, the only unit of time inside the domain. */
export const EpochMs = z.number().int().nonnegative().max(LAST_MOMENT);
export type EpochMs = z.infer<typeof EpochMs>;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO 8601 in UTC with milliseconds, as every API answer and event shows time. */
export function toIso(at: EpochMs): string {
  // oxlint-disable-next-line no-restricted-globals -- formatting a given moment is pure; only "now" is forbidden here
  return new Date(at).toISOString();
}

/** Epoch milliseconds of an ISO 8601 text that a schema has already accepted. */
export function fromIso(text: string): EpochMs {
  // oxlint-disable-next-line no-restricted-globals -- parsing a given text is pure; only "now" is forbidden here
  return Date.parse(text);
}

/** The UTC day of a moment: `2026-11-21`. */
export function dayOf(at: EpochMs): string {
  return toIso(at).slice(0, 10);
}

/** The first millisecond of a UTC day that a schema has already accepted. */
export function startOf(day: string): EpochMs {
  return fromIso(`${day}T00:00:00.000Z`);
}

/** The UTC day that comes `days` days after `day`. */
export function dayAfter(day: string, days = 1): string {
  return dayOf(startOf(day) + days * DAY);
}
