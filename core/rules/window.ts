import { DAY, type EpochMs, MINUTE } from '../model/instant';
import type { RefusalReason } from '../model/refusal';
import type { WantedWindow } from '../model/request';
import { reason } from './reason';

/** How far in the past a wanted start may be and still mean "now", in milliseconds. */
export const START_TOLERANCE = 5 * MINUTE;
const FARTHEST_START = 365 * DAY;
/** A workflow lives at most a year. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const FARTHEST_END = 364 * DAY;

/** What is wrong with a wanted window, if anything. */
export function checkWindow(window: WantedWindow, maxMinutes: number, now: EpochMs): RefusalReason[] {
  return [...checkLength(window, maxMinutes), ...checkPlace(window, now)];
}

/** When access begins and ends: from approval on, or at the fixed start however late the approval came. */
export function grantedWindow(
  window: WantedWindow,
  approvedAt: EpochMs,
): { startsAt: EpochMs; endsAt: EpochMs } {
  const startsAt = window.startsAt ?? approvedAt;
  return { startsAt, endsAt: startsAt + window.minutes * MINUTE };
}

/** Whether a window with a fixed start is over, so that nothing is left to grant. */
export function windowPassed(window: WantedWindow, now: EpochMs): boolean {
  return grantedWindow(window, now).endsAt <= now;
}

function checkLength({ minutes }: WantedWindow, maxMinutes: number): RefusalReason[] {
  if (minutes <= maxMinutes) return [];
  const message = `You asked for ${duration(minutes)}; access may last at most ${duration(maxMinutes)}.`;
  return [reason('duration-too-long', message, 'minutes')];
}

function checkPlace(window: WantedWindow, now: EpochMs): RefusalReason[] {
  const { startsAt, endsAt } = grantedWindow(window, now);
  if (startsAt < now - START_TOLERANCE)
    return [reason('start-in-the-past', 'The start is in the past.', 'startsAt')];
  if (startsAt > now + FARTHEST_START)
    return [reason('start-too-far-ahead', 'The start is more than 365 days ahead.', 'startsAt')];
  if (endsAt > now + FARTHEST_END)
    return [reason('end-too-far-ahead', 'The end is more than 364 days ahead.', 'minutes')];
  return [];
}

function duration(minutes: number): string {
  const units: [number, string][] = [
    [1_440, 'day'],
    [60, 'hour'],
  ];
  const [size, unit] = units.find(([length]) => minutes >= length && minutes % length === 0) ?? [1, 'minute'];
  const count = minutes / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
