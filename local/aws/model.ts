import type { Shape, Structure } from './shape';

/** Later than any second, earlier than any millisecond of our time: tells the two units apart. */
const LATEST_SECOND = 1e11;

/**
 * Compares a value with its shape and says what is wrong, naming each member; an empty list means that it fits.
 * Values are in wire form (timestamps are epoch seconds, blobs base64), or `Date` and `Uint8Array`.
 */
export function check(shape: Shape, value: unknown): string[] {
  const problems: string[] = [];
  visit(shape, value, '', problems);
  return problems;
}

/** The JSON form of a checked value: dates as epoch seconds, bytes as base64. What needs no change is not copied. */
export function toWire(shape: Shape, value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (shape.kind === 'list' && Array.isArray(value))
    return mapList(value, (item) => toWire(shape.item, item));
  if (!isRecord(value)) return value;
  if (shape.kind === 'map') return mapRecord(value, (item) => toWire(shape.value, item));
  if (shape.kind !== 'structure') return value;
  return mapRecord(value, (item, name) => toWire(shape.member(name) ?? { kind: 'any' }, item));
}

/** Whether `value` is an object with named members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function visit(shape: Shape, value: unknown, path: string, problems: string[]): void {
  switch (shape.kind) {
    case 'structure':
      return visitStructure(shape, value, path, problems);
    case 'list':
      if (!Array.isArray(value)) return expected('list', value, path, problems);
      for (let i = 0; i < value.length; i += 1) visit(shape.item, value[i], `${path}[${i}]`, problems);
      return;
    case 'map':
      if (!isRecord(value)) return expected('map', value, path, problems);
      for (const name of Object.keys(value)) visit(shape.value, value[name], join(path, name), problems);
      return;
    case 'timestamp':
      return visitTimestamp(value, path, problems);
    case 'blob':
      if (typeof value === 'string' || value instanceof Uint8Array) return;
      return expected('blob', value, path, problems);
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return;
      return expected('number', value, path, problems);
    case 'string':
    case 'boolean':
      if (typeof value !== shape.kind) expected(shape.kind, value, path, problems);
      return;
    case 'any':
  }
}

function visitStructure(shape: Structure, value: unknown, path: string, problems: string[]): void {
  if (!isRecord(value)) return expected('structure', value, path, problems);
  let present = 0;
  for (const name of Object.keys(value)) {
    const member = shape.member(name);
    const part = value[name];
    if (!member) problems.push(`${join(path, name)}: unknown member of ${shape.name}`);
    else if (part !== undefined && part !== null) {
      present += 1;
      visit(member, part, join(path, name), problems);
    }
  }
  for (const name of shape.required) {
    if (value[name] === undefined || value[name] === null) {
      problems.push(`${join(path, name)}: required member of ${shape.name} is missing`);
    }
  }
  if (shape.union && present !== 1) {
    problems.push(`${path || shape.name}: expected exactly one member of ${shape.name}, got ${present}`);
  }
}

function visitTimestamp(value: unknown, path: string, problems: string[]): void {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) problems.push(`${path}: not a date`);
  } else if (typeof value !== 'number' || !Number.isFinite(value))
    expected('timestamp', value, path, problems);
  else if (Math.abs(value) > LATEST_SECOND)
    problems.push(`${path}: expected epoch seconds, got milliseconds`);
}

function expected(what: string, value: unknown, path: string, problems: string[]): void {
  const got = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  problems.push(`${path || 'the whole'}: expected ${what}, got ${got}`);
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}

function mapList(values: unknown[], convert: (value: unknown) => unknown): unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < values.length; i += 1) {
    const converted = convert(values[i]);
    if (converted !== values[i]) (copy ??= [...values])[i] = converted;
  }
  return copy ?? values;
}

function mapRecord(
  values: Record<string, unknown>,
  convert: (value: unknown, name: string) => unknown,
): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(values)) {
    const converted = convert(values[name], name);
    if (converted !== values[name]) (copy ??= { ...values })[name] = converted;
  }
  return copy ?? values;
}
