import type { z } from 'zod';
import { ApiProblem } from '../../api/problem';
import { issueText } from '../../shared/issue-text';

/** What is wrong with a form, by dotted path. */
export type FormErrors = ReadonlyMap<string, string>;

/** What the contract's schema says about what is in the form. */
export function schemaErrors(schema: z.ZodType, value: unknown): FormErrors {
  const parsed = schema.safeParse(value);
  if (parsed.success) return new Map();
  return new Map(parsed.error.issues.map((issue) => [issue.path.map(String).join('.'), issueText(issue)]));
}

/** What the server said about single fields; an edit has its fields below `policy` or `settings`. */
export function problemErrors(error: Error | null): FormErrors {
  if (!(error instanceof ApiProblem)) return new Map();
  const entries = [...(error.problem.fields ?? []), ...(error.problem.reasons ?? [])];
  return new Map(
    entries.flatMap(({ field, message }) =>
      field ? [[field.replace(/^(policy|settings)\./, '').replace(/\[(\d+)\]/g, '.$1'), message]] : [],
    ),
  );
}

/** The error of a field or of anything inside it. */
export function errorAt(errors: FormErrors, path: string): string | undefined {
  for (const [field, message] of errors) {
    if (field === path || field.startsWith(`${path}.`)) return message;
  }
  return undefined;
}
