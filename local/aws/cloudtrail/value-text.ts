import type { DuckDBValue } from '@duckdb/node-api';

/**
 * A value as CloudTrail Lake writes it into a result: always a string, times as `2026-11-21 09:30:00.000`. For a null
 * the empty string (AWS does not document it).
 */
export function textOf(value: DuckDBValue): string {
  return value === null ? '' : nested(value);
}

function nested(value: DuckDBValue): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return String(value);
  if ('micros' in value && !('days' in value)) return timeText(value.toString());
  if ('items' in value) return `[${value.items.map(nested).join(', ')}]`;
  if ('entries' in value) return `{${pairsOf(value.entries).join(', ')}}`;
  return value.toString();
}

type Entries = { readonly [name: string]: DuckDBValue } | readonly { key: DuckDBValue; value: DuckDBValue }[];

function pairsOf(entries: Entries): string[] {
  if (isMap(entries)) return entries.map(({ key, value }) => `${nested(key)}=${nested(value)}`);
  return Object.entries(entries).map(([name, value]) => `${name}=${nested(value)}`);
}

function isMap(entries: Entries): entries is readonly { key: DuckDBValue; value: DuckDBValue }[] {
  return Array.isArray(entries);
}

function timeText(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}
