import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const plural = (n: number | bigint, what: string) => `${n} ${what}${Number(n) === 1 ? '' : 's'}`;

function tooSmall({ origin, minimum }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'string') {
    return Number(minimum) <= 1 ? 'Fill this in.' : `Use at least ${plural(minimum, 'character')}.`;
  }
  if (origin === 'array') return `Name at least ${minimum}.`;
  return `Must be at least ${minimum}.`;
}

function tooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (origin === 'string') return `Use at most ${plural(maximum, 'character')}.`;
  return origin === 'array' ? `Name at most ${maximum}.` : `Must be at most ${maximum}.`;
}

/** A message of the contract's schemas begins without a capital; zod's own are for programmers. */
function isOurs(message: string): boolean {
  return /^[a-z]/.test(message);
}

/** A sentence about a field that begins with a capital and ends with a full stop. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What a schema found wrong, for somebody who fills in a form. */
export function issueText(issue: Issue): string {
  if (isOurs(issue.message)) return sentence(issue.message);
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code !== 'invalid_type') return sentence(issue.message);
  return issue.expected === 'number' || issue.expected === 'int' ? 'Enter a whole number.' : 'Fill this in.';
}
