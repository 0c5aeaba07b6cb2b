import { parsePattern, type PatternNode, UnsupportedPatternError } from './pattern-parser';

/** Whether a whole text matches; the time grows with the length of the text and of the pattern, and with nothing else. */
export type TextMatcher = (text: string) => boolean;

/** One place in a compiled pattern: `character` consumes one, `edge` and `jump` consume nothing. */
type State =
  | { kind: 'character'; test: RegExp; next: number }
  | { kind: 'edge'; at: 'start' | 'end'; next: number }
  | { kind: 'jump'; to: number[] }
  | { kind: 'accept' };

const MAX_STATES = 1_000;

/**
 * Compiles a pattern into a set of states that are all followed at once, one character at a time. The engine's own matcher tries
 * one way after the other, so that a pattern such as `(a|a)*b` can hold it for years. Throws `UnsupportedPatternError`.
 */
export function compilePattern(pattern: string): TextMatcher {
  const states: State[] = [{ kind: 'accept' }];
  const first = compile(parsePattern(pattern), 0, states);
  return (text) => run(states, first, Array.from(text));
}

/** Adds the states of a node, which lead on to `next`; returns the first of them. */
function compile(node: PatternNode, next: number, states: State[]): number {
  switch (node.kind) {
    case 'atom':
      return add({ kind: 'character', test: new RegExp(`^(?:${node.source})$`, 'su'), next }, states);
    case 'edge':
      return add({ kind: 'edge', at: node.at, next }, states);
    case 'sequence':
      return node.parts.reduceRight((after, part) => compile(part, after, states), next);
    case 'either':
      return add({ kind: 'jump', to: node.options.map((option) => compile(option, next, states)) }, states);
    case 'repeat':
      return compileRepeat(node, next, states);
  }
}

function compileRepeat(
  { of, min, max }: Extract<PatternNode, { kind: 'repeat' }>,
  next: number,
  states: State[],
): number {
  let first = max === Infinity ? compileLoop(of, next, states) : next;
  for (let optional = min; max !== Infinity && optional < max; optional++)
    first = add({ kind: 'jump', to: [compile(of, first, states), next] }, states);
  for (let copy = 0; copy < min; copy++) first = compile(of, first, states);
  return first;
}

function compileLoop(of: PatternNode, next: number, states: State[]): number {
  const to = [next];
  const loop = add({ kind: 'jump', to }, states);
  to.push(compile(of, loop, states));
  return loop;
}

function add(state: State, states: State[]): number {
  if (states.length >= MAX_STATES)
    throw new UnsupportedPatternError('The pattern is too complex; use smaller repeat counts.');
  return states.push(state) - 1;
}

function run(states: readonly State[], first: number, characters: readonly string[]): boolean {
  let current = reach([first], states, 0, characters.length);
  for (const [index, character] of characters.entries()) {
    const next: number[] = [];
    for (const at of current) {
      const state = states[at];
      if (state?.kind === 'character' && state.test.test(character)) next.push(state.next);
    }
    current = reach(next, states, index + 1, characters.length);
    if (current.size === 0) return false;
  }
  return current.has(0);
}

/** Every state that can be reached without consuming a character. */
function reach(from: readonly number[], states: readonly State[], at: number, length: number): Set<number> {
  const reached = new Set<number>();
  const waiting = [...from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    const state = states[next];
    if (state?.kind === 'jump') waiting.push(...state.to);
    if (state?.kind === 'edge' && at === (state.at === 'start' ? 0 : length)) waiting.push(state.next);
  }
  return reached;
}
