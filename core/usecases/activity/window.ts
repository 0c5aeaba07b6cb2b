import { type EpochMs, MINUTE } from '../../model/instant';
import type { Lease } from '../../model/lease';

/** CloudTrail delivers in 5 minutes on average, without guarantee; this long after the last possible call no more is expected. In milliseconds. */
const DELIVERY = 15 * MINUTE;

/** The time in which events of a lease can lie; `undefined` for access that never began. */
export function activityWindow(lease: Lease): { readonly from: EpochMs; readonly to: EpochMs } | undefined {
  const from = 'activatedAt' in lease ? lease.activatedAt : undefined;
  if (from === undefined) return undefined;
  const removedAt = 'endedAt' in lease ? lease.endedAt : lease.endsAt;
  const to = Math.max(removedAt, from) + lease.target.sessionMinutes * MINUTE + DELIVERY;
  return { from, to };
}
