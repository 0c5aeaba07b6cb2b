import { z } from 'zod';
import { toIso } from '../core/model/instant';
import type { AccountEvents, ActivityQuery } from '../core/ports/activity';
import {
  MAX_EVENTS,
  ofAccount,
  ofSession,
  quoted,
  safe,
  safeEvents,
  safeQuery,
  statement,
} from './activity-sql';

const SafeStore = z.object({
  eventDataStoreId: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
});

/** What CloudTrail Lake is asked: it binds no parameters, so checked values stand in the text. Throws `UnsafeQueryValueError`. */
export function lakeSql(eventDataStoreId: string, query: ActivityQuery): string {
  const checked = safeQuery(query);
  return select(eventDataStoreId, checked, ofSession(checked, quoted), MAX_EVENTS + 1);
}

/** What CloudTrail Lake is asked for the newest event of an account. Throws `UnsafeQueryValueError`. */
export function lakeNewestSql(eventDataStoreId: string, query: AccountEvents): string {
  const checked = safeEvents(query);
  return select(eventDataStoreId, checked, [ofAccount(checked, quoted)], 1);
}

function select(
  eventDataStoreId: string,
  { from, to }: AccountEvents,
  whose: readonly string[],
  most: number,
): string {
  const store = safe(SafeStore, { eventDataStoreId });
  const times = `eventTime >= '${sqlTime(from)}' AND eventTime < '${sqlTime(to)}'`;
  return statement(store.eventDataStoreId, [times, ...whose], most);
}

/** `2026-11-21 09:00:00.000`, in UTC. */
const sqlTime = (at: number) => toIso(at).replace('T', ' ').replace('Z', '');
