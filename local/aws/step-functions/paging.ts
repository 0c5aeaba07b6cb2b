import { ServiceError } from '../service';

type PageInput = { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined };

const DEFAULT_PAGE = 100;

/** The part of `items` that a list operation answers; the token names the last item of the page before. */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { maxResults, nextToken }: PageInput,
): { items: readonly T[]; nextToken?: string } {
  const from = nextToken === undefined ? 0 : after(items, keyOf, nextToken);
  const part = items.slice(from, from + (maxResults || DEFAULT_PAGE));
  const last = part.at(-1);
  if (last === undefined || from + part.length === items.length) return { items: part };
  return { items: part, nextToken: Buffer.from(keyOf(last)).toString('base64') };
}

function after<T>(items: readonly T[], keyOf: (item: T) => string, token: string): number {
  const key = Buffer.from(token, 'base64').toString();
  const index = items.findIndex((item) => keyOf(item) === key);
  if (index < 0) throw new ServiceError('InvalidToken', `Invalid Token: '${token}'`);
  return index + 1;
}
