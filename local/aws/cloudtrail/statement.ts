import { ServiceError } from '../service';
import { TABLE } from './schema';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const STORE = new RegExp(`\\b(from|join)(\\s+)"?(${UUID})"?`, 'gi');
const QUOTED_OR_COMMENT = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g;

/**
 * The query as it runs here: the event data store's id after FROM or JOIN becomes the table, all else stays as it is.
 * Text in quotes and comments is not looked at.
 */
export function translate(statement: string, storeId: string): string {
  const code = codeOf(statement);
  if (!isSelect(code)) throw invalid('The query must be a SELECT statement.');
  if (new RegExp(TABLE, 'i').test(code)) throw invalid(`Table ${TABLE} does not exist.`);
  let found = 0;
  const translated = outsideQuotes(statement, (part) =>
    part.replace(STORE, (_, keyword: string, space: string, id: string) => {
      if (id.toLowerCase() !== storeId) {
        throw new ServiceError('EventDataStoreNotFoundException', `Event data store ${id} was not found.`);
      }
      found += 1;
      return `${keyword}${space}${TABLE}`;
    }),
  );
  if (found === 0) throw invalid('The query names no event data store after FROM.');
  return translated;
}

/** Whether a statement begins as a SELECT does; whether it is one is for the parser to say. */
export const isSelect = (code: string) => /^\s*(select|with)\b/i.test(code);

/** The statement without what stands in quotes and comments. */
export function codeOf(statement: string): string {
  return statement.replace(QUOTED_OR_COMMENT, ' ');
}

/** CloudTrail's refusal of a query text. */
export function invalid(message: string): ServiceError {
  return new ServiceError('InvalidQueryStatementException', message);
}

function outsideQuotes(statement: string, change: (code: string) => string): string {
  let result = '';
  let from = 0;
  for (const match of statement.matchAll(QUOTED_OR_COMMENT)) {
    result += change(statement.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + change(statement.slice(from));
}
