import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { queryEvaluationError } from './execution-error';
import { type Json, parseJson } from './json';

/** What the functions that are not pure take from outside. */
export type FunctionSources = { readonly now: () => number; readonly random: () => number };

const MAX_RANGE = 1_000;
const ALGORITHMS: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};
const formatMillis = jsonata('$fromMillis($at, $picture, $timezone)');

/** Adds the functions of Step Functions to an expression, and binds its clock and its randomness. */
export function registerFunctions(expression: jsonata.Expression, sources: FunctionSources): void {
  const now = (picture?: string, timezone?: string): Promise<unknown> =>
    formatMillis.evaluate(undefined, { at: sources.now(), picture, timezone });
  expression.registerFunction('now', now, '<s?s?:s>');
  expression.registerFunction('millis', () => sources.now(), '<:n>');
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('random', random(sources), '<n?:n>');
  expression.registerFunction('parse', (text: string) => parseJson(text), '<s:x>');
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('hash', hash, '<ss:s>');
}

function random(sources: FunctionSources): (seed?: number) => number {
  return (seed) => (seed === undefined ? sources.random() : seeded(seed)());
}

/** A generator of numbers in [0, 1) that gives the same series for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function partition(items: Json[], size: number): Json[][] {
  if (!Number.isInteger(size) || size < 1)
    throw queryEvaluationError(`$partition cannot make parts of ${size}`);
  const parts: Json[][] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}

function range(first: number, last: number, step: number): number[] {
  const length = step === 0 ? Number.NaN : Math.max(0, Math.floor((last - first) / step) + 1);
  if (!(length <= MAX_RANGE)) throw queryEvaluationError(`$range(${first}, ${last}, ${step}) is not a range`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function hash(text: string, algorithm: string): string {
  const known = ALGORITHMS[algorithm];
  if (known === undefined) throw queryEvaluationError(`$hash does not know the algorithm ${algorithm}`);
  return createHash(known).update(text).digest('hex');
}
