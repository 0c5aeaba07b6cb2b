import type { ActivityProbe, ActivityProbeAnswer } from '../contract/activity-probe';
import { DAY, toIso } from '../model/instant';
import type { Ports } from './deps';

/** Begins to look for the newest event of an account in the last 24 hours, or says what came of it. Tells its time and nothing else of it. */
export async function probeActivity(
  asked: ActivityProbe,
  { clock, activity }: Pick<Ports, 'clock' | 'activity'>,
): Promise<ActivityProbeAnswer> {
  if (asked.probe === 'start') {
    const to = clock.now();
    return activity.startNewest({ accountId: asked.accountId, from: to - DAY, to });
  }
  const state = await activity.read(asked.queryId);
  if (state.state !== 'finished') return state;
  const [newest] = state.events;
  return { state: 'finished', ...(newest && { newestEventAt: toIso(newest.at) }) };
}
