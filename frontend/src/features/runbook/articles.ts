import type { FindingKind } from '../../../../core/model/finding';

/** The articles that pages lead to, as the addresses of their headings have them. */
export const articles = {
  'unknown-assignment': 'unknown-assignment',
  'missing-assignment': 'missing-assignment',
  'left-over': 'left-over-assignment',
  overdue: 'late-lease',
  audit: 'the-audit-trail-does-not-hold',
  emergency: 'emergency',
  orphan: 'access-that-cannot-be-removed',
} as const satisfies Readonly<Record<FindingKind | 'audit' | 'emergency' | 'orphan', string>>;

/** Where an article of the runbook is read. */
export const runbookPath = (about: keyof typeof articles) => `/runbook/${articles[about]}`;
