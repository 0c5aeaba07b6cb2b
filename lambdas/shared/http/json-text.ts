import { MAX_JSON_DEPTH } from '../../../core/contract/common';
import { problem, ProblemError } from './problem';

/** What a text of JSON says. Throws `ProblemError` for one that is none or nested deeper than any input is, which is not parsed at all. */
export function parseJson(text: string): unknown {
  if (isDeeper(text, MAX_JSON_DEPTH))
    throw malformed(`The body is nested deeper than ${MAX_JSON_DEPTH} levels.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed('The body cannot be read as JSON.');
    throw error;
  }
}

/** Whether more than `most` brackets are open at once, those within strings left out; one pass, whatever the text. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length && depth <= most; index += 1) {
    const character = text[index];
    if (inString && character === '\\') index += 1;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
  }
  return depth > most;
}

function malformed(detail: string): ProblemError {
  return new ProblemError(problem('malformedJson', detail));
}
