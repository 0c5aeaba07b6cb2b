import { z } from 'zod';
import { type InvalidInput, validationException } from './operation';

const tokenContent = z.tuple([z.string(), z.int().min(0)]);

/** Which part of a list is asked for. */
export type PageRequest = {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
};

/** How a service pages: its default page size and its error for a bad token. */
export type Paging = { readonly size: number; readonly invalid?: InvalidInput };

/** The members of an input that ask for a page of at most `most` items. */
export function pageInput(most: number) {
  return { MaxResults: z.int().min(1).max(most).optional(), NextToken: z.string().max(100_000).optional() };
}

/** One page. `scope` names the query, so that a token of another query is refused. */
export function page<T>(
  items: Iterable<T>,
  request: PageRequest,
  scope: string,
  { size, invalid = validationException }: Paging,
): { items: T[]; NextToken?: string } {
  const from = request.NextToken === undefined ? 0 : offsetOf(request.NextToken, scope, invalid);
  const to = from + (request.MaxResults ?? size);
  const found: T[] = [];
  let index = 0;
  for (const item of items) {
    if (index === to) return { items: found, NextToken: tokenFor(scope, to) };
    if (index >= from) found.push(item);
    index += 1;
  }
  return { items: found };
}

function tokenFor(scope: string, offset: number): string {
  return Buffer.from(JSON.stringify([scope, offset])).toString('base64url');
}

function offsetOf(token: string, scope: string, invalid: InvalidInput): number {
  const content = tokenContent.safeParse(parseJson(Buffer.from(token, 'base64url').toString()));
  if (!content.success || content.data[0] !== scope) throw invalid('The provided NextToken is not valid.');
  return content.data[1];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
