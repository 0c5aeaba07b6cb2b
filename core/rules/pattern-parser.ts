/** A parsed pattern. `atom` matches one character, as the source of a regular expression of its own. */
export type PatternNode =
  | { kind: 'atom'; source: string }
  | { kind: 'edge'; at: 'start' | 'end' }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'either'; options: PatternNode[] }
  | { kind: 'repeat'; of: PatternNode; min: number; max: number };

/** A pattern uses something that cannot be matched in linear time, or that we do not know. */
export class UnsupportedPatternError extends Error {
  override name = 'UnsupportedPatternError' as const;
}

/** Parses a regular expression that `RegExp` with the flags `su` has accepted; throws `UnsupportedPatternError`. */
export function parsePattern(pattern: string): PatternNode {
  return new Parser(pattern).either();
}

const CLASS = /^\[(?:\\.|[^\]\\])*\]/su;
const ESCAPE = /^\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z]|.)/su;
const CHARACTER = /^./su;
const COUNT = /^(?:[*+?]|\{\d+(?:,\d*)?\})/u;
const GROUP = /^\((?:\?:|\?<[\p{ID_Start}$_][\p{ID_Continue}$]*>)?/u;
const BOUNDARY_OR_BACK_REFERENCE = /^\\[bBk1-9]/u;

class Parser {
  #rest: string;

  constructor(pattern: string) {
    this.#rest = pattern;
  }

  either(): PatternNode {
    const options = [this.#sequence()];
    while (this.#take(/^\|/u) !== undefined) options.push(this.#sequence());
    return { kind: 'either', options };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#rest !== '' && !/^[|)]/u.test(this.#rest)) parts.push(this.#repeated(this.#single()));
    return { kind: 'sequence', parts };
  }

  #single(): PatternNode {
    const edge = this.#take(/^[$^]/u);
    if (edge !== undefined) return { kind: 'edge', at: edge === '^' ? 'start' : 'end' };
    if (this.#take(GROUP) !== undefined) return this.#group();
    if (BOUNDARY_OR_BACK_REFERENCE.test(this.#rest))
      throw new UnsupportedPatternError('Word boundaries and back-references are not supported.');
    const source = this.#take(CLASS) ?? this.#take(ESCAPE) ?? this.#take(CHARACTER);
    return { kind: 'atom', source: source ?? '' };
  }

  #group(): PatternNode {
    if (this.#rest.startsWith('?'))
      throw new UnsupportedPatternError('Look-ahead, look-behind and inline flags are not supported.');
    const inner = this.either();
    this.#take(/^\)/u);
    return inner;
  }

  #repeated(of: PatternNode): PatternNode {
    const count = this.#take(COUNT);
    if (count === undefined) return of;
    this.#take(/^\?/u);
    return { kind: 'repeat', of, ...rangeOf(count) };
  }

  /** Takes what the expression finds at the start of the rest. */
  #take(expression: RegExp): string | undefined {
    const found = expression.exec(this.#rest)?.[0];
    if (found !== undefined) this.#rest = this.#rest.slice(found.length);
    return found;
  }
}

function rangeOf(count: string): { min: number; max: number } {
  if (count === '*') return { min: 0, max: Infinity };
  if (count === '+') return { min: 1, max: Infinity };
  if (count === '?') return { min: 0, max: 1 };
  const [min = '', max] = count.slice(1, -1).split(',');
  return { min: Number(min), max: max === undefined ? Number(min) : max === '' ? Infinity : Number(max) };
}
