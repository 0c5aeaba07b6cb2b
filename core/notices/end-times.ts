import { type EpochMs, MINUTE } from '../model/instant';
import type { AccessRequest, PendingRequest } from '../model/request';
import { grantedWindow } from '../rules/window';
import { durationText, timeText } from './words';

type Facts = readonly (readonly [string, string])[];

/** The two moments of an end, in the words that every page uses. */
export const REMOVED_AT = 'Access removed at';
export const SESSIONS_UNTIL = 'Running sessions can last until';

/** When access is removed, and when the last session of it is over. */
export function endTimes(removedAt: EpochMs, request: Pick<AccessRequest, 'targets'>): Facts {
  return [
    [REMOVED_AT, timeText(removedAt)],
    [SESSIONS_UNTIL, timeText(removedAt + longestSession(request) * MINUTE)],
  ];
}

/** The same of access that nobody has decided about yet: without a wanted start both count from the approval. */
export function endTimesIfApproved(request: PendingRequest): Facts {
  const { startsAt, minutes } = request.window;
  if (startsAt !== undefined) return endTimes(grantedWindow(request.window, startsAt).endsAt, request);
  const afterApproval = (length: number) => `${durationText(length)} after the approval`;
  return [
    [REMOVED_AT, afterApproval(minutes)],
    [SESSIONS_UNTIL, afterApproval(minutes + longestSession(request))],
  ];
}

function longestSession({ targets }: Pick<AccessRequest, 'targets'>): number {
  return Math.max(0, ...targets.map(({ sessionMinutes }) => sessionMinutes));
}
