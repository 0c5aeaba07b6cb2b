import jsonata from 'jsonata';
import type { State } from './definition';
import { messageOf } from './expressions';
import { isObject, type Json, throughWire } from './json';
import type { Problem } from './problem';

/** Every expression in the fields of one state: it parses, and refers only to what is there. */
export function checkFields(state: State, here: string): Problem[] {
  const {
    Branches: _branches,
    ItemProcessor: _processor,
    Comment: _comment,
    ...fields
  } = {
    Branches: undefined,
    ItemProcessor: undefined,
    ...state,
  };
  return checkExpressions(throughWire(fields), here, { state, field: '' });
}

type Place = { readonly state: State; readonly field: string };

function checkExpressions(value: Json, location: string, place: Place): Problem[] {
  if (typeof value === 'string') return checkExpression(value, location, place);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => checkExpressions(item, `${location}[${index}]`, place));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    checkExpressions(item, `${location}/${key}`, { ...place, field: place.field || key }),
  );
}

function checkExpression(text: string, location: string, { state, field }: Place): Problem[] {
  if (!text.startsWith('{%')) return [];
  if (!text.endsWith('%}')) return [{ message: 'an expression must end with %}', location }];
  const messages: string[] = [];
  try {
    jsonata(text.slice(2, -2));
  } catch (error) {
    messages.push(`the JSONata cannot be parsed: ${messageOf(error)}`);
  }
  if (/\$eval\b/.test(text)) messages.push('$eval is not available, use $parse');
  const hasResult = ['Task', 'Parallel', 'Map'].includes(state.Type) && ['Output', 'Assign'].includes(field);
  if (/\$states\.result\b/.test(text) && !hasResult) messages.push('$states.result is not available here');
  if (/\$states\.errorOutput\b/.test(text) && field !== 'Catch') {
    messages.push('$states.errorOutput is not available here');
  }
  return messages.map((message) => ({ message, location }));
}
