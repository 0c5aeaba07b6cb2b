import { SID } from './statements';

/** Where a value stands in a text. */
type Place = { readonly start: number; readonly end: number };

/** A policy with our statements exchanged, or why it cannot be read. */
export type Merged =
  | { readonly kind: 'merged'; readonly text: string; readonly ours: readonly string[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Exchanges our statements in an inline policy. What the customer wrote stays as it is, character for character: it is never
 * parsed and written anew. `ours` are the texts of our statements that stood there. A policy that held nothing but ours is empty
 * (`''`) afterwards.
 */
export function exchangeStatements(policy: string, statements: readonly string[]): Merged {
  if (policy.trim() === '') return { kind: 'merged', text: fresh(statements), ours: [] };
  const place = statementPlace(policy);
  if (place === undefined)
    return { kind: 'unreadable', reason: 'it is not a JSON object with one Statement' };
  const isArray = policy[place.start] === '[';
  const all = isArray ? valuesWithin(policy, place) : [place];
  const isOurs = ({ start, end }: Place) => hasOurSid(policy.slice(start, end));
  const ours = all.filter(isOurs).map(({ start, end }) => policy.slice(start, end));
  const theirs = all.filter((one) => !isOurs(one));
  if (ours.length === 0 && statements.length === 0) return { kind: 'merged', text: policy, ours };
  if (theirs.length === 0) return { kind: 'merged', text: fresh(statements), ours };
  const list = [...runs(policy, all, isOurs), ...statements].join(',');
  const head = isArray ? policy.slice(0, all[0]?.start) : `${policy.slice(0, place.start)}[`;
  const tail = isArray ? policy.slice(all.at(-1)?.end) : `]${policy.slice(place.end)}`;
  return { kind: 'merged', text: head + list + tail, ours };
}

/** What an inline policy counts: its characters without white space. https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html */
export function policyCharacters(policy: string): number {
  let count = 0;
  for (const character of policy.replaceAll(/\s/g, '')) count += character.charCodeAt(0) > 0x7f ? 2 : 1;
  return count;
}

const fresh = (statements: readonly string[]) =>
  statements.length === 0 ? '' : `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;

/** Their statements as they stand, with what stands between two neighbours. */
function runs(policy: string, all: readonly Place[], isOurs: (place: Place) => boolean): string[] {
  const found: Place[] = [];
  let open = false;
  for (const place of all) {
    const last = found.at(-1);
    if (isOurs(place)) open = false;
    else if (open && last) found.splice(-1, 1, { start: last.start, end: place.end });
    else {
      found.push(place);
      open = true;
    }
  }
  return found.map(({ start, end }) => policy.slice(start, end));
}

function hasOurSid(statement: string): boolean {
  const value: unknown = JSON.parse(statement);
  if (typeof value !== 'object' || value === null || !('Sid' in value)) return false;
  return typeof value.Sid === 'string' && new RegExp(`^${SID}\\d+$`).test(value.Sid);
}

/** Where the value of `Statement` stands; `undefined` when the text is no policy that can be taken apart without doubt. */
function statementPlace(policy: string): Place | undefined {
  if (!isJson(policy) || policy.trimStart()[0] !== '{') return undefined;
  const whole = { start: policy.indexOf('{'), end: policy.lastIndexOf('}') + 1 };
  const parts = valuesWithin(policy, whole);
  const places = parts.flatMap((part, at) => {
    const value = parts[at + 1];
    const isKey = at % 2 === 0 && JSON.parse(policy.slice(part.start, part.end)) === 'Statement';
    return isKey && value ? [value] : [];
  });
  const [place, ...more] = places;
  if (!place || more.length > 0 || !'[{'.includes(policy[place.start] ?? ' ')) return undefined;
  return place;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The values directly within an object (keys too, in turn) or an array of a text that is known to be JSON. */
function valuesWithin(text: string, { start, end }: Place): Place[] {
  const places: Place[] = [];
  let at = start + 1;
  while (at < end - 1) {
    if (/[\s,:]/.test(text[at] ?? '')) at += 1;
    else {
      const to = endOfValue(text, at);
      places.push({ start: at, end: to });
      at = to;
    }
  }
  return places;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return endOfString(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') at = endOfString(text, at) - 1;
    else if ('{['.includes(character)) depth += 1;
    else if ('}]'.includes(character)) {
      depth -= 1;
      if (depth === 0) return at + 1;
      if (depth < 0) return at;
    } else if (depth === 0 && /[\s,:]/.test(character)) return at;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
