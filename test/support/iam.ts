import { z } from 'zod';

/** What a request brings to the evaluation; condition keys are compared without case. Dates in ISO 8601. */
export type IamRequest = {
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, string>>;
};

const many = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const Statement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: many.optional(),
  NotAction: many.optional(),
  Resource: many.optional(),
  NotResource: many.optional(),
  Condition: z.record(z.string(), z.record(z.string(), many)).default({}),
});
type Statement = z.infer<typeof Statement>;

const Policy = z.object({
  Statement: z.union([Statement, z.array(Statement)]).transform((value) => [value].flat()),
});

/**
 * Evaluates one identity policy as IAM does: a deny that applies beats every allow. The small part of IAM that our statements and the
 * samples use; whatever it does not know throws.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policy: string, request: IamRequest): 'allowed' | 'denied' | 'not-mentioned' {
  if (policy === '') return 'not-mentioned';
  const applying = Policy.parse(JSON.parse(policy)).Statement.filter((one) => applies(one, request));
  if (applying.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return applying.length > 0 ? 'allowed' : 'not-mentioned';
}

/** All operators and keys must hold; of several values of a key one is enough. */
function applies(statement: Statement, { action, resource, keys }: IamRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const named = (patterns: string[], text: string) => patterns.some((pattern) => like(pattern, text));
  if (Action && !named(Action, action)) return false;
  if (NotAction && named(NotAction, action)) return false;
  if (Resource && !named(Resource, resource)) return false;
  if (NotResource && named(NotResource, resource)) return false;
  const context = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(Condition).every(([operator, tests]) =>
    Object.entries(tests).every(([key, values]) => holds(operator, context.get(key.toLowerCase()), values)),
  );
}

const OPERATORS: Readonly<Record<string, (wanted: string, found: string) => boolean>> = {
  StringEquals: (wanted, found) => wanted === found,
  StringLike: (wanted, found) => like(wanted, found),
  ArnLike: (wanted, found) => arnLike(wanted, found),
  ArnEquals: (wanted, found) => arnLike(wanted, found),
  Bool: (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
  NumericLessThanEquals: (wanted, found) => Number(found) <= Number(wanted),
  DateLessThan: (wanted, found) => date(found) < date(wanted),
  DateLessThanEquals: (wanted, found) => date(found) <= date(wanted),
  DateGreaterThan: (wanted, found) => date(found) > date(wanted),
  DateGreaterThanEquals: (wanted, found) => date(found) >= date(wanted),
};

function holds(operator: string, found: string | undefined, values: string[]): boolean {
  const optional = operator.endsWith('IfExists');
  const compare = OPERATORS[optional ? operator.slice(0, -'IfExists'.length) : operator];
  if (!compare) throw new Error(`This evaluator does not know ${operator}`);
  if (found === undefined) return optional;
  return values.some((value) => compare(value, found));
}

function date(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`IAM takes no date like ${text}`);
  return at;
}

/** `*` for any run of characters, `?` for one. */
function like(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(text);
}

/** Each of the six parts of an ARN is compared on its own; only the last may hold colons. */
function arnLike(pattern: string, arn: string): boolean {
  const parts = (text: string) => {
    const all = text.split(':');
    return [...all.slice(0, 5), all.slice(5).join(':')];
  };
  const found = parts(arn);
  return parts(pattern).every((part, at) => like(part, found[at] ?? ''));
}
