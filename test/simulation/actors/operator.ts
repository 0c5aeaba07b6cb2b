import { stateMachineArn } from '../../../local/places';
import type { Stage } from './context';

/** How long after its workflow is over a function of it may still begin or run, in milliseconds: it is invoked twice now and then. */
const STILL_INVOKED = 60_000;

/** Restores every table to so many milliseconds ago, but not to before the first day was over. */
export function restoreTables({ world, begin, replies, restores }: Stage, ago: number): void {
  const at = world.timeline.now();
  const to = Math.max(begin, at - ago);
  const running = world.workflows.runningSince(stateMachineArn('lease'), at - STILL_INVOKED);
  const leases = world.records.leases();
  const working = leases.filter(({ id }) => running.some((name) => name.startsWith(id)));
  restores.push({ at, to, leases, working });
  world.restoreTables(to);
  // What people were told, and what was mailed, was about records that are no more.
  replies.length = 0;
  world.mails.length = 0;
}
