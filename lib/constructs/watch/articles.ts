/** The articles of docs/RUNBOOK.md, as the app's addresses have them; an alarm leads to one of them. */
export const ARTICLES = [
  'access-ends-late',
  'access-that-cannot-be-removed',
  'assignment-failed',
  'directory-not-ready-or-stale',
  'emergency',
  'grave-trouble',
  'new-finding',
  'notices-are-late',
  'notices-in-the-dead-letters',
  'overdue-lease',
  'reconciler-stands-still',
  'sign-in-refused',
  'the-api-fails',
  'the-api-refuses-much',
  'the-audit-trail-is-not-sealed',
  'timers-in-the-dead-letters',
  'trouble-that-does-not-pass',
  'workflow-failed',
] as const;

export type Article = (typeof ARTICLES)[number];
