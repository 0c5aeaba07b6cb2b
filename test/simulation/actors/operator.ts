import type { Stage } from './context';

/** Restores every table to so many milliseconds ago, but not to before the first day was over. */
export function restoreTables({ world, begin, replies, restores }: Stage, ago: number): void {
  const at = world.timeline.now();
  const to = Math.max(begin, at - ago);
  restores.push({ at, to, leases: world.records.leases() });
  world.restoreTables(to);
  // What people were told, and what was mailed, was about records that are no more.
  replies.length = 0;
  world.mails.length = 0;
}
