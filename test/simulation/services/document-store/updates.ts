import { given, pathOf, tokensOf, UnknownExpressionError } from './expressions';
import { frozenCopy, type Item, valueAt } from './item';

type Names = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, unknown>>;
type Draft = Record<string, unknown>;

const CLAUSES = new Set(['SET', 'ADD', 'REMOVE', 'DELETE']);

/** The item that an UpdateExpression makes of another. Knows SET with sums and if_not_exists, ADD of numbers, REMOVE. */
export function updated(before: Item, text: string, names: Names = {}, values: Values = {}): Item {
  const draft = structuredClone(before) as Draft;
  for (const { clause, tokens } of clausesOf(text)) {
    for (const part of listed(tokens)) {
      if (clause === 'SET') set(draft, before, part, names, values);
      else if (clause === 'ADD') add(draft, part, names, values);
      else if (clause === 'REMOVE' && part.length === 1) remove(draft, pathOf(part[0]!, names));
      else throw new UnknownExpressionError(text);
    }
  }
  return frozenCopy(draft) as Item;
}

function clausesOf(text: string): { clause: string; tokens: string[] }[] {
  const clauses: { clause: string; tokens: string[] }[] = [];
  // Sums are written with signs, which no other expression has.
  for (const token of tokensOf(text.replaceAll('+', ' PLUS ').replaceAll('-', ' MINUS '))) {
    if (CLAUSES.has(token)) clauses.push({ clause: token, tokens: [] });
    else if (clauses.length > 0) clauses[clauses.length - 1]!.tokens.push(token);
    else throw new UnknownExpressionError(text);
  }
  return clauses;
}

/** The parts between commas, but for those within parentheses. */
function listed(tokens: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += Number(token === '(') - Number(token === ')');
    if (token === ',' && depth === 0) parts.push([]);
    else parts[parts.length - 1]!.push(token);
  }
  return parts;
}

function set(draft: Draft, before: Item, part: readonly string[], names: Names, values: Values): void {
  const [target, equals, ...rest] = part;
  if (target === undefined || equals !== '=') throw new UnknownExpressionError(part.join(' '));
  const sign = rest.findIndex((token) => token === 'PLUS' || token === 'MINUS');
  const left = operand(before, sign < 0 ? rest : rest.slice(0, sign), names, values);
  if (sign < 0) return put(draft, pathOf(target, names), left);
  const right = operand(before, rest.slice(sign + 1), names, values);
  const factor = rest[sign] === 'PLUS' ? 1 : -1;
  put(draft, pathOf(target, names), Number(left) + factor * Number(right));
}

function operand(before: Item, tokens: readonly string[], names: Names, values: Values): unknown {
  const [first, open, path, comma, otherwise, close] = tokens;
  if (first === 'if_not_exists' && open === '(' && comma === ',' && close === ')')
    return valueAt(before, pathOf(path!, names)) ?? operand(before, [otherwise!], names, values);
  if (first === undefined || tokens.length > 1) throw new UnknownExpressionError(tokens.join(' '));
  return first.startsWith(':') ? given(values, first) : valueAt(before, pathOf(first, names));
}

function add(draft: Draft, part: readonly string[], names: Names, values: Values): void {
  const [target, value, ...rest] = part;
  if (target === undefined || value === undefined || rest.length > 0)
    throw new UnknownExpressionError(part.join(' '));
  const path = pathOf(target, names);
  const amount = given(values, value);
  const known = valueAt(draft, path) ?? 0;
  if (typeof amount !== 'number' || typeof known !== 'number')
    throw new UnknownExpressionError(part.join(' '));
  put(draft, path, known + amount);
}

function put(draft: Draft, path: readonly string[], value: unknown): void {
  const holder = valueAt(draft, path.slice(0, -1));
  if (typeof holder !== 'object' || holder === null) throw new UnknownExpressionError(path.join('.'));
  (holder as Draft)[path[path.length - 1]!] = value;
}

function remove(draft: Draft, path: readonly string[]): void {
  const holder = valueAt(draft, path.slice(0, -1));
  if (typeof holder === 'object' && holder !== null) delete (holder as Draft)[path[path.length - 1]!];
}
