import jsonata from 'jsonata';
import { ExecutionError, queryEvaluationError } from './execution-error';
import { type Json, throughWire } from './json';
import { type FunctionSources, registerFunctions } from './jsonata-functions';

/** What an expression may refer to: `$states` and the workflow variables. */
export type Scope = {
  readonly states: Readonly<Record<string, Json>>;
  readonly variables: Readonly<Record<string, Json>>;
};

/** The expression inside `{% … %}`, or undefined when the text is a plain string. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined;
}

/** Evaluates the JSONata in the fields of a definition; each expression is parsed once. */
export class Expressions {
  readonly #parsed = new Map<string, jsonata.Expression>();
  readonly #sources: FunctionSources;

  constructor(sources: FunctionSources) {
    this.#sources = sources;
  }

  /** Replaces every expression in `template` by its value; `field` names it in errors. */
  async evaluate(template: Json, scope: Scope, field: string): Promise<Json> {
    if (typeof template === 'string') return this.#text(template, scope, field);
    if (Array.isArray(template)) {
      return Promise.all(template.map((item, index) => this.evaluate(item, scope, `${field}[${index}]`)));
    }
    if (typeof template !== 'object' || template === null) return template;
    const entries = Object.entries(template).map(
      async ([key, value]) => [key, await this.evaluate(value, scope, `${field}/${key}`)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  }

  async #text(text: string, scope: Scope, field: string): Promise<Json> {
    const source = expressionIn(text);
    if (source === undefined) return text;
    const place = `The JSONata expression '${source}' specified for the field '${field}'`;
    const value = await this.#value(source, scope, place);
    if (value === undefined) throw queryEvaluationError(`${place} returned nothing (undefined).`);
    if (!isPlain(value)) throw queryEvaluationError(`${place} returned an unsupported result type.`);
    return throughWire(value);
  }

  async #value(source: string, scope: Scope, place: string): Promise<unknown> {
    try {
      // No input document: AWS has none either, so that `$` and bare names find nothing.
      return await this.#parse(source).evaluate(undefined, { ...scope.variables, states: scope.states });
    } catch (error) {
      if (error instanceof ExecutionError) throw error;
      throw queryEvaluationError(`${place} threw an error. ${messageOf(error)}`);
    }
  }

  #parse(source: string): jsonata.Expression {
    const known = this.#parsed.get(source);
    if (known) return known;
    const parsed = jsonata(source);
    registerFunctions(parsed, this.#sources);
    this.#parsed.set(source, parsed);
    return parsed;
  }
}

/** The text of anything thrown; JSONata throws objects that are not Errors. */
export function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null) return true;
  if ('_jsonata_lambda' in value || '_jsonata_function' in value || value instanceof RegExp) return false;
  return Object.values(value).every(isPlain);
}
