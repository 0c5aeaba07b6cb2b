import { compare, type Item, valueAt } from './item';

type Names = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, unknown>>;
type Operand = (item: Item, values: Values) => unknown;
/** Whether an item fulfils a condition, given the expression's values. */
export type Condition = (item: Item, values: Values) => boolean;

/** An expression that this store does not know: it refuses rather than guesses. */
export class UnknownExpressionError extends Error {
  override name = 'UnknownExpressionError' as const;
}

const TOKEN = /\s*(<>|<=|>=|[()=<>,]|[#:\w.]+)/y;
const parsed = new Map<string, Condition>();

/** A condition, filter or key condition by its text; each text is read once. */
export function conditionOf(text: string, names: Names = {}): Condition {
  const key = `${text}\n${JSON.stringify(names)}`;
  const known = parsed.get(key);
  if (known) return known;
  const condition = new Parser(tokensOf(text), names, text).whole();
  parsed.set(key, condition);
  return condition;
}

/** The tokens of an expression. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (!match?.[1]) throw new UnknownExpressionError(text);
    tokens.push(match[1]);
  }
  return tokens;
}

/** A path by the names that stand for its parts. */
export function pathOf(token: string, names: Names): string[] {
  return token.split('.').map((part) => {
    if (!part.startsWith('#')) return part;
    const name = names[part];
    if (name === undefined) throw new UnknownExpressionError(`no name for ${part}`);
    return name;
  });
}

class Parser {
  #at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly names: Names,
    private readonly text: string,
  ) {}

  whole(): Condition {
    const condition = this.#or();
    if (this.#at < this.tokens.length) throw new UnknownExpressionError(this.text);
    return condition;
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#takes('OR')) {
      const [a, b] = [left, this.#and()];
      left = (item, values) => a(item, values) || b(item, values);
    }
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#takes('AND')) {
      const [a, b] = [left, this.#not()];
      left = (item, values) => a(item, values) && b(item, values);
    }
    return left;
  }

  #not(): Condition {
    if (!this.#takes('NOT')) return this.#term();
    const inner = this.#not();
    return (item, values) => !inner(item, values);
  }

  #term(): Condition {
    if (this.#takes('(')) {
      const inner = this.#or();
      this.#need(')');
      return inner;
    }
    const token = this.#next();
    return this.#function(token) ?? this.#comparison(this.#operand(token));
  }

  #function(name: string): Condition | undefined {
    if (this.tokens[this.#at] !== '(' || name === 'size') return undefined;
    this.#need('(');
    const first = this.#operand(this.#next());
    const second = this.#takes(',') ? this.#operand(this.#next()) : undefined;
    this.#need(')');
    if (!second && name === 'attribute_exists') return (item, values) => first(item, values) !== undefined;
    if (!second && name === 'attribute_not_exists')
      return (item, values) => first(item, values) === undefined;
    if (second && name === 'begins_with')
      return (item, values) => textOf(first(item, values)).startsWith(textOf(second(item, values)));
    if (second && name === 'contains')
      return (item, values) => holds(first(item, values), second(item, values));
    throw new UnknownExpressionError(this.text);
  }

  #comparison(left: Operand): Condition {
    const operator = this.#next();
    if (operator === 'BETWEEN') {
      const low = this.#operand(this.#next());
      this.#need('AND');
      const high = this.#operand(this.#next());
      return (item, values) => {
        const value = left(item, values);
        return order(value, low(item, values)) >= 0 && order(value, high(item, values)) <= 0;
      };
    }
    if (operator === 'IN') return this.#among(left);
    const right = this.#operand(this.#next());
    const test = TESTS[operator];
    if (!test) throw new UnknownExpressionError(this.text);
    return (item, values) => test(order(left(item, values), right(item, values)));
  }

  #among(left: Operand): Condition {
    this.#need('(');
    const options = [this.#operand(this.#next())];
    while (this.#takes(',')) options.push(this.#operand(this.#next()));
    this.#need(')');
    return (item, values) => options.some((option) => order(left(item, values), option(item, values)) === 0);
  }

  #operand(token: string): Operand {
    if (token === 'size') {
      this.#need('(');
      const inner = this.#operand(this.#next());
      this.#need(')');
      return (item, values) => sizeOf(inner(item, values));
    }
    if (token.startsWith(':')) return (_item, values) => given(values, token);
    const path = pathOf(token, this.names);
    return (item) => valueAt(item, path);
  }

  #next(): string {
    const token = this.tokens[this.#at];
    if (token === undefined) throw new UnknownExpressionError(this.text);
    this.#at += 1;
    return token;
  }

  #takes(token: string): boolean {
    if (this.tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #need(token: string): void {
    if (!this.#takes(token)) throw new UnknownExpressionError(this.text);
  }
}

const TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (at) => at === 0,
  '<>': (at) => at !== 0,
  '<': (at) => at < 0,
  '<=': (at) => at <= 0,
  '>': (at) => at > 0,
  '>=': (at) => at >= 0,
};

/** The value of a placeholder. Throws `UnknownExpressionError` when it was not given. */
export function given(values: Values, token: string): unknown {
  if (!(token in values)) throw new UnknownExpressionError(`no value for ${token}`);
  return values[token];
}

/** NaN, which no test takes for true but `<>`, when the two cannot be compared. */
function order(left: unknown, right: unknown): number {
  return compare(left, right) ?? Number.NaN;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function holds(within: unknown, sought: unknown): boolean {
  if (typeof within === 'string') return within.includes(String(sought));
  if (within instanceof Set) return within.has(sought);
  return Array.isArray(within) && within.some((one) => compare(one, sought) === 0);
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  if (value instanceof Set) return value.size;
  if (value instanceof Uint8Array) return value.byteLength;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}
