import { ChainedEvent } from '../core/model/audit-event';
import { parseRecord } from './records';

/** The audit event in the new image of a change of the audit table, as the table's stream carries it. */
export function auditEventOf(newImage: unknown): ChainedEvent {
  const record = isObject(newImage) ? plain(newImage.record) : undefined;
  return parseRecord(ChainedEvent, record, 'audit stream record');
}

/** The new image that the stream would carry of an event, for whoever hands it on anew. */
export function newImageOf(event: ChainedEvent): Readonly<Record<string, unknown>> {
  return { record: attributeOf(event) };
}

function attributeOf(value: unknown): unknown {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attributeOf) };
  if (!isObject(value)) return { NULL: true };
  const entries = Object.entries(value).filter(([, of]) => of !== undefined);
  return { M: Object.fromEntries(entries.map(([key, of]) => [key, attributeOf(of)])) };
}

/** An attribute value (`{ S: 'text' }`) as a plain value; kinds that no event holds become `undefined`. */
function plain(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  if ('S' in value) return value.S;
  if ('N' in value) return Number(value.N);
  if ('BOOL' in value) return value.BOOL;
  if ('NULL' in value) return null;
  if (Array.isArray(value.L)) return value.L.map(plain);
  if (isObject(value.M))
    return Object.fromEntries(Object.entries(value.M).map(([key, of]) => [key, plain(of)]));
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
