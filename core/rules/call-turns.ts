import { type EpochMs, MINUTE, SECOND } from '../model/instant';
import type { Turn, Urgency } from '../ports/capacity';

/**
 * How far ahead a call may be put, in milliseconds. A call that is worth less stands in a shorter line, so that one that is
 * worth more never waits long behind it; the longest line and the call itself fit well into the time of a function.
 */
const LINE: Readonly<Record<Urgency, number>> = {
  ending: 8 * SECOND,
  activating: 3 * SECOND,
  reading: SECOND,
  comparing: SECOND,
};

/** No line is this long; a moment further ahead was written by a clock that went wrong, and does not count. In milliseconds. */
const NONSENSE = MINUTE;

/** Where the next free moment must lie for a call to be made in line: not before `from`, not after `latest`. */
export type TurnWindow = { readonly from: EpochMs; readonly latest: EpochMs; readonly nonsense: EpochMs };

/** The moments among which a call that is wanted now may get one. */
export function turnWindow(urgency: Urgency, now: EpochMs): TurnWindow {
  return { from: now, latest: now + LINE[urgency], nonsense: now + NONSENSE };
}

/** An operation is started, asked for once, and listed before and after: half of all calls are in each line. */
const LINES = 2;

/**
 * Milliseconds from one call to the next in a line: evenly spaced, so that no second holds more calls than it may, wherever it
 * begins.
 */
export function turnLength(callsPerSecond: number): number {
  return Math.ceil((LINES * SECOND) / callsPerSecond);
}

/** Whether nobody stands in line: there was never a call, the last was long ago, or its moment makes no sense. */
export function nobodyWaits(next: EpochMs | undefined, { from, nonsense }: TurnWindow): boolean {
  return next === undefined || next < from || next > nonsense;
}

/** The turn of a call that finds `next` as the first free moment. */
export function turnAt(next: EpochMs | undefined, window: TurnWindow): Turn {
  if (next === undefined || nobodyWaits(next, window)) return { kind: 'at', at: window.from };
  if (next <= window.latest) return { kind: 'at', at: next };
  return { kind: 'full', retryAfter: next - window.latest };
}
