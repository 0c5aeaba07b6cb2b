import type { TextRule } from '../model/policy';
import type { RefusalReason } from '../model/refusal';
import { UnsupportedPatternError } from './pattern-parser';
import { reason } from './reason';
import { compilePattern, type TextMatcher } from './text-pattern';

type TextField = 'justification' | 'ticket';

const MAX_PATTERN_LENGTH = 200;

/** What is wrong with a justification or a ticket under rules that add up; spaces around it do not count. */
export function checkText(
  field: TextField,
  text: string | undefined,
  rules: readonly TextRule[],
): RefusalReason[] {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '')
    return rules.some((rule) => rule.required) ? [reason(`${field}-missing`, missing[field], field)] : [];
  return [...checkLength(field, trimmed, rules), ...checkPatterns(field, trimmed, rules)];
}

/** Why a pattern cannot be used in a rule; `undefined` when it can. */
export function checkPattern(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN_LENGTH)
    return `The pattern is longer than ${MAX_PATTERN_LENGTH} characters.`;
  const matcher = matcherOf(pattern);
  return typeof matcher === 'string' ? matcher : undefined;
}

const missing = { justification: 'Say why the access is needed.', ticket: 'Name the ticket.' };

function checkLength(field: TextField, text: string, rules: readonly TextRule[]): RefusalReason[] {
  const minLength = Math.max(0, ...rules.map((rule) => rule.minLength));
  if (Array.from(text).length >= minLength) return [];
  const code = field === 'ticket' ? 'ticket-not-matching' : 'justification-too-short';
  return [reason(code, `The ${field} must have at least ${minLength} characters.`, field)];
}

function checkPatterns(field: TextField, text: string, rules: readonly TextRule[]): RefusalReason[] {
  const messages = rules.flatMap((rule) => patternProblem(field, text, rule) ?? []);
  return [...new Set(messages)].map((message) => reason(`${field}-not-matching`, message, field));
}

/** A stored pattern that can no longer be used refuses everything rather than nothing. */
function patternProblem(field: TextField, text: string, rule: TextRule): string | undefined {
  if (rule.pattern === undefined) return undefined;
  const matcher = matcherOf(rule.pattern);
  if (typeof matcher === 'string') return `The rule for the ${field} cannot be used; tell an administrator.`;
  return matcher(text) ? undefined : (rule.patternHint ?? `The ${field} must match ${rule.pattern}`);
}

function matcherOf(pattern: string): TextMatcher | string {
  try {
    // The engine's parser decides what a regular expression is; its matcher is never used.
    new RegExp(pattern, 'su');
    return compilePattern(pattern);
  } catch (error) {
    if (error instanceof UnsupportedPatternError) return error.message;
    if (error instanceof SyntaxError) return 'The pattern is not a regular expression.';
    throw error;
  }
}
