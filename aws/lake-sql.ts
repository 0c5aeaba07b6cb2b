import { z } from 'zod';
import { toIso } from '../core/model/instant';
import type { ActivityQuery } from '../core/ports/activity';
import { ofSession, quoted, safe, safeQuery, statement } from './activity-sql';

const SafeStore = z.object({
  eventDataStoreId: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
});

/** What CloudTrail Lake is asked: it binds no parameters, so checked values stand in the text. Throws `UnsafeQueryValueError`. */
export function lakeSql(eventDataStoreId: string, query: ActivityQuery): string {
  const store = safe(SafeStore, { eventDataStoreId });
  const checked = safeQuery(query);
  return statement(store.eventDataStoreId, [
    `eventTime >= '${sqlTime(checked.from)}' AND eventTime < '${sqlTime(checked.to)}'`,
    ...ofSession(checked, quoted),
  ]);
}

/** `2026-11-21 09:00:00.000`, in UTC. */
const sqlTime = (at: number) => toIso(at).replace('T', ' ').replace('Z', '');
