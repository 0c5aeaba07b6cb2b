import { DAY, type EpochMs, MINUTE } from '../model/instant';

/** What passes by itself, in the words of a failed operation. */
const PASSES = /internal|throttl|rate exceeded|too many requests|conflict|in progress|try again/i;
/** What does not: the person, the account or the permission set is not there, or not in use. */
const STAYS = /\b404\b|not found|does not exist|no longer exists|suspended|closed|takes longer than usual/i;

/** What is neither may pass too, and counts as lasting only once it has stood this long past the end, in milliseconds. */
const PATIENCE = 15 * MINUTE;
const FIRST_PAUSE = 5 * MINUTE;

/** A deletion that ended as failed or was refused, of an assignment that is still listed. */
export type DeletionTrouble = {
  /** What Identity Center said. */
  readonly reason: string;
  /** When the access should have been gone. */
  readonly dueAt: EpochMs;
  readonly now: EpochMs;
};

/**
 * Whether a deletion that did not work will work by being asked for again soon (`busy`), or needs somebody (`orphan`): Identity
 * Center lists an assignment that it will not delete, for example of a person whom SCIM has deleted. Both are tried again for ever;
 * an orphan is announced and tried more rarely.
 */
export function deletionTrouble({ reason, dueAt, now }: DeletionTrouble): 'busy' | 'orphan' {
  if (STAYS.test(reason)) return 'orphan';
  if (PASSES.test(reason)) return 'busy';
  return now - dueAt >= PATIENCE ? 'orphan' : 'busy';
}

/** The pause before an orphan is tried again, after `tries` refusals: 5 minutes at first, doubling to a day. In milliseconds. */
export function orphanPause(tries: number): number {
  return Math.min(DAY, FIRST_PAUSE * 2 ** Math.min(tries - 1, 16));
}
