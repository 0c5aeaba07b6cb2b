import { z } from 'zod';
import { DAY, type EpochMs, toIso } from '../core/model/instant';
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

/** A table over the log files of an organization trail, and its two partition columns that a query names. */
export type TrailTable = {
  readonly database: string;
  readonly table: string;
  /** Holds the account whose events they are, 12 digits. */
  readonly accountColumn: string;
  /** Holds the day of the delivery, UTC, as `2026/11/21`. */
  readonly dayColumn: string;
};

const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,254}$/);
const SafeTable = z.object({
  database: identifier,
  table: identifier,
  accountColumn: identifier,
  dayColumn: identifier,
});

/** A query and its parameters, in their order. */
export type AthenaSql = { readonly text: string; readonly parameters: readonly string[] };

/** Files lie in the folder of the day on which they were delivered, which may be the day after the event. In milliseconds. */
const LATEST_DELIVERY = DAY;

/**
 * What Athena is asked. Every value of the query is a parameter: the text is the same whatever they are. Athena takes each parameter as
 * the text of a literal, so that it has to be quoted all the same:
 * https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
 * Account and days are limited on the partition columns, so that nothing else is read. Throws `UnsafeQueryValueError`.
 */
export function athenaSql(trail: TrailTable, query: ActivityQuery): AthenaSql {
  const checked = safeQuery(query);
  return select(trail, checked, (bind) => ofSession(checked, bind), MAX_EVENTS + 1);
}

/** What Athena is asked for the newest event of an account, in the same way. Throws `UnsafeQueryValueError`. */
export function athenaNewestSql(trail: TrailTable, query: AccountEvents): AthenaSql {
  const checked = safeEvents(query);
  return select(trail, checked, (bind) => [ofAccount(checked, bind)], 1);
}

function select(
  trail: TrailTable,
  checked: AccountEvents,
  whose: (bind: (value: string) => string) => readonly string[],
  most: number,
): AthenaSql {
  const { database, table, accountColumn, dayColumn } = safe(SafeTable, trail);
  const parameters: string[] = [];
  const bind = (value: string) => {
    parameters.push(quoted(value));
    return '?';
  };
  const where = [
    `"${accountColumn}" = ${bind(checked.accountId)}`,
    `"${dayColumn}" BETWEEN ${bind(day(checked.from))} AND ${bind(day(checked.to + LATEST_DELIVERY))}`,
    `from_iso8601_timestamp(eventTime) >= from_iso8601_timestamp(${bind(toIso(checked.from))})`,
    `from_iso8601_timestamp(eventTime) < from_iso8601_timestamp(${bind(toIso(checked.to))})`,
    ...whose(bind),
  ];
  return { text: statement(`"${database}"."${table}"`, where, most), parameters };
}

const day = (at: EpochMs) => toIso(at).slice(0, 10).replaceAll('-', '/');
