import { z } from 'zod';
import { toIso } from '../core/model/instant';
import type { ActivityQuery } from '../core/ports/activity';

/** How many events a query gives; one more is asked for, to know that there are more. */
export const MAX_EVENTS = 5_000;

/** A value that may not stand in a query: refused before any text is built. */
export class UnsafeQueryValueError extends Error {
  override name = 'UnsafeQueryValueError' as const;
  constructor(field: string) {
    super(`${field} holds characters that may not stand in a query`);
  }
}

/**
 * CloudTrail Lake binds no parameters, so each value must match a pattern that leaves no room for quotes, comments or
 * wildcards. User names are role session names: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const SafeValues = z.object({
  eventDataStoreId: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  accountId: z.string().regex(/^\d{12}$/),
  permissionSetName: z.string().regex(/^[\w+=,.@-]{1,32}$/),
  userId: z.string().regex(/^[0-9A-Za-z-]{1,47}$/),
  userName: z.string().regex(/^[\w+=,.@-]{1,128}$/),
  from: z.number().int().nonnegative().max(8_640_000_000_000_000),
  to: z.number().int().nonnegative().max(8_640_000_000_000_000),
});

const COLUMNS = [
  'eventID',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'errorCode',
  'errorMessage',
  'readOnly',
  'resources',
  'requestParameters',
] as const;
export type Column = (typeof COLUMNS)[number];

/**
 * The events of one person's sessions with one permission set in one account, newest first. A session is known by the
 * role's name and its exact session name (the user name), or by the user on whose behalf it acts.
 */
export function activitySql(eventDataStoreId: string, query: ActivityQuery): string {
  const safe = checked({ eventDataStoreId, ...query });
  const role = likeText(`AWSReservedSSO_${safe.permissionSetName}_`);
  const session = likeText(`:${safe.userName}`);
  return [
    `SELECT ${COLUMNS.join(', ')}`,
    `FROM ${safe.eventDataStoreId}`,
    `WHERE eventTime >= '${sqlTime(safe.from)}' AND eventTime < '${sqlTime(safe.to)}'`,
    `AND recipientAccountId = '${safe.accountId}'`,
    `AND userIdentity.sessionContext.sessionIssuer.userName LIKE '${role}${SUFFIX}' ESCAPE '\\'`,
    `AND (userIdentity.principalId LIKE '%${session}' ESCAPE '\\'`,
    `OR userIdentity.onBehalfOf.userId = '${safe.userId}')`,
    'ORDER BY eventTime DESC',
    `LIMIT ${MAX_EVENTS + 1}`,
  ].join('\n');
}

function checked(values: z.input<typeof SafeValues>): z.output<typeof SafeValues> {
  const parsed = SafeValues.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new UnsafeQueryValueError(parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
}

/** Sixteen characters of any kind end a role's name; `%` would find the roles of `ReadOnly_Plus` for `ReadOnly` as well. */
const SUFFIX = '_'.repeat(16);

/** Text that LIKE takes literally. */
const likeText = (text: string) => text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

/** `2026-11-21 09:00:00.000`, in UTC. */
const sqlTime = (at: number) => toIso(at).replace('T', ' ').replace('Z', '');
