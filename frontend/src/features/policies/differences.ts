import type { NameOf } from './name-of';
import { fieldNames, flagNames, strings } from './strings';

/** What one version changed in one field. */
export type Difference =
  | { readonly kind: 'text'; readonly field: string; readonly before: string; readonly after: string }
  | { readonly kind: 'list'; readonly field: string; readonly removed: string; readonly added: string };

const ignored: ReadonlySet<string> = new Set(['id', 'version', 'changedAt', 'changedBy', 'kind']);

type Shown = { readonly list: readonly string[] } | { readonly text: string };
type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function show(value: unknown, nameOf: NameOf): string {
  if (value === true) return strings.yes;
  if (value === false) return strings.no;
  if (typeof value === 'string') return nameOf(value)?.name ?? value;
  if (Array.isArray(value)) return value.map((one) => show(one, nameOf)).join(', ');
  if (isPlain(value)) {
    return Object.entries(value)
      .map(([key, one]) => (typeof one === 'boolean' ? (one && flagNames[key]) || '' : show(one, nameOf)))
      .filter((text) => text !== '')
      .join(' ');
  }
  return typeof value === 'number' ? String(value) : '';
}

function leaves(value: Plain, nameOf: NameOf, path = ''): Map<string, Shown> {
  const found = new Map<string, Shown>();
  for (const [key, inner] of Object.entries(value)) {
    if (path === '' && ignored.has(key)) continue;
    const at = path === '' ? key : `${path}.${key}`;
    if (Array.isArray(inner)) found.set(at, { list: inner.map((one) => show(one, nameOf)) });
    else if (isPlain(inner)) for (const [deep, shown] of leaves(inner, nameOf, at)) found.set(deep, shown);
    else found.set(at, { text: show(inner, nameOf) });
  }
  return found;
}

const listOf = (shown: Shown | undefined) => (shown && 'list' in shown ? shown.list : []);
const textOf = (shown: Shown | undefined) => (shown && 'text' in shown ? shown.text : '');

const missingFrom = (have: readonly string[], of: readonly string[]) =>
  of.filter((one) => !have.includes(one)).join(', ');

/** Fields in which two versions differ: whole texts, or what left and what joined a list. */
export function differences(before: object, after: object, nameOf: NameOf): readonly Difference[] {
  const was = leaves({ ...before }, nameOf);
  const is = leaves({ ...after }, nameOf);
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  return paths.flatMap((path): readonly Difference[] => {
    const [a, b] = [was.get(path), is.get(path)];
    const field = fieldNames[path] ?? path;
    if ([a, b].some((shown) => shown && 'list' in shown)) {
      const removed = missingFrom(listOf(b), listOf(a));
      const added = missingFrom(listOf(a), listOf(b));
      return removed || added ? [{ kind: 'list', field, removed, added }] : [];
    }
    const [before, after] = [textOf(a), textOf(b)];
    return before === after ? [] : [{ kind: 'text', field, before, after }];
  });
}
