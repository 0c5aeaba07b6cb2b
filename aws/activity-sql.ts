import { z } from 'zod';
import type { AccountEvents, ActivityQuery } from '../core/ports/activity';

/** How many events a query gives; one more is asked for, to know that there are more. */
export const MAX_EVENTS = 5_000;

/** A value that may not stand in a query: refused before any text is built. */
export class UnsafeQueryValueError extends Error {
  override name = 'UnsafeQueryValueError' as const;
  constructor(field: string) {
    super(`${field} holds characters that may not stand in a query`);
  }
}

/** The year 9999 begins: later ones are not written with four digits. */
const LAST = 253_370_764_800_000;
const instant = z.number().int().nonnegative().max(LAST);

/**
 * CloudTrail Lake binds no parameters, and what Athena takes as a parameter is itself SQL: a literal. So each value must match a pattern
 * that leaves no room for quotes, comments or wildcards. User names are role session names:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
const SafeEvents = z.object({
  accountId: z.string().regex(/^\d{12}$/),
  from: instant,
  to: instant,
});
const SafeQuery = SafeEvents.extend({
  permissionSetName: z.string().regex(/^[\w+=,.@-]{1,32}$/),
  userId: z.string().regex(/^[0-9A-Za-z-]{1,47}$/),
  userName: z.string().regex(/^[\w+=,.@-]{1,128}$/),
});
type SafeQuery = z.infer<typeof SafeQuery>;

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

/** The query with every value checked. Throws `UnsafeQueryValueError`, which names the fields. */
export function safeQuery(query: ActivityQuery): SafeQuery {
  return safe(SafeQuery, query);
}

/** The same of a query for whatever happened in an account. */
export function safeEvents(query: AccountEvents): z.infer<typeof SafeEvents> {
  return safe(SafeEvents, query);
}

/** A value checked by its schema. Throws `UnsafeQueryValueError`, which names the fields. */
export function safe<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UnsafeQueryValueError(parsed.error.issues.map((issue) => issue.path.join('.')).join(', '));
}

/**
 * The statement that both services understand: `table` after FROM, newest first, `most` of them. `where` limits the time and the account.
 */
export function statement(table: string, where: readonly string[], most: number): string {
  return [
    `SELECT ${COLUMNS.join(', ')}`,
    `FROM ${table}`,
    `WHERE ${where.join('\nAND ')}`,
    'ORDER BY eventTime DESC',
    `LIMIT ${most}`,
  ].join('\n');
}

/** The events of an account, whoever caused them. */
export function ofAccount(
  { accountId }: Pick<SafeQuery, 'accountId'>,
  bind: (text: string) => string,
): string {
  return `recipientAccountId = ${bind(accountId)}`;
}

/**
 * The events of one person's sessions with one permission set in one account. A session is known by the role's name and its exact session
 * name (the user name), or by the user on whose behalf it acts. `bind` puts a text in as its service takes it.
 */
export function ofSession(query: SafeQuery, bind: (text: string) => string): string[] {
  return [
    ofAccount(query, bind),
    `userIdentity.sessionContext.sessionIssuer.userName LIKE ${bind(rolePattern(query))} ESCAPE '\\'`,
    `(userIdentity.principalId LIKE ${bind(`%${likeText(`:${query.userName}`)}`)} ESCAPE '\\'
OR userIdentity.onBehalfOf.userId = ${bind(query.userId)})`,
  ];
}

/** Sixteen characters of any kind end a role's name; `%` would find the roles of `ReadOnly_Plus` for `ReadOnly` as well. */
const SUFFIX = '_'.repeat(16);

const rolePattern = (query: SafeQuery) => likeText(`AWSReservedSSO_${query.permissionSetName}_`) + SUFFIX;

/** Text that LIKE takes literally. */
const likeText = (text: string) => text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);

/** Text as an SQL literal, whatever is in it. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
