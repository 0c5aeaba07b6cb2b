import { z } from 'zod';
import { fromIso } from '../core/model/instant';
import type { ActivityEvent } from '../core/ports/activity';
import type { Column } from './activity-sql';
import { parseRecord } from './records';

/** A row as GetQueryResults gives it: a list of maps, each with one column. */
export type ResultRow = readonly Readonly<Record<string, string>>[];

const Time = z.string().regex(/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?$/);

/** Each event once, in the order of the rows. CloudTrail may deliver an event twice. */
export function eventsOf(rows: readonly ResultRow[]): ActivityEvent[] {
  const events = rows.map(eventOf);
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

function eventOf(row: ResultRow): ActivityEvent {
  const columns = new Map(
    row.flatMap((cell) => Object.entries(cell)).map(([name, text]) => [name.toLowerCase(), text]),
  );
  const text = (column: Column) => columns.get(column.toLowerCase()) ?? '';
  const time = parseRecord(Time, text('eventTime'), 'event time of CloudTrail');
  return {
    id: parseRecord(z.string().min(1), text('eventID'), 'event id of CloudTrail'),
    at: fromIso(`${time.replace(' ', 'T').replace(/Z$/, '')}Z`),
    service: text('eventSource').replace(/\.amazonaws\.com$/, ''),
    action: text('eventName'),
    resource: resourceOf(text('resources'), text('requestParameters')),
    region: text('awsRegion'),
    sourceAddress: text('sourceIPAddress'),
    errorCode: absent(text('errorCode')),
    errorMessage: absent(text('errorMessage')),
    readOnly: text('readOnly').toLowerCase() === 'true',
  };
}

/** Parameters that name what a call is about, the most telling first. */
const NAMING = [
  'bucketName',
  'functionName',
  'tableName',
  'roleName',
  'userName',
  'policyArn',
  'keyId',
  'secretId',
  'instanceId',
  'dBInstanceIdentifier',
  'clusterName',
  'logGroupName',
  'name',
];

/** The first resource that the event names, or else the parameter that names one. Both come as text of nested values. */
function resourceOf(resources: string, parameters: string): string {
  const arn = /\barn:aws[a-z-]*:[^\s,'"}\]]+/.exec(resources)?.[0];
  if (arn) return arn;
  for (const name of NAMING) {
    const value = new RegExp(`[{ "]${name}"?[=:] ?"?([^,}"]+)`).exec(parameters)?.[1];
    if (value) return value.trim();
  }
  return '';
}

const absent = (text: string) => (text === 'null' ? '' : text);
