import { ADMIN_GROUP, AUDITOR_GROUP, RESPONDER_GROUP } from '../../places';

/** The groups of the sample organization: name → description. */
export const GROUPS = {
  'payments-engineers': 'Engineers of the payments team',
  'payments-leads': 'Leads of the payments team',
  'identity-engineers': 'Engineers of the identity team',
  'data-engineers': 'Engineers of the data platform',
  'data-scientists': 'Analysts and data scientists',
  'commerce-engineers': 'Engineers of shop, catalog and search',
  'engineering-leads': 'Leads of all engineering teams',
  platform: 'Cloud platform team',
  network: 'Network team',
  security: 'Security team',
  'on-call': 'Engineers who carry the pager',
  finance: 'Finance and cost control',
  support: 'Customer support',
  [ADMIN_GROUP]: 'Administrators of Hourglass: policies and settings',
  [AUDITOR_GROUP]: 'Auditors of Hourglass: every request, read-only',
  [RESPONDER_GROUP]: 'Responders of Hourglass: end access in an emergency',
} as const;

/** The name of a group of the sample organization. */
export type GroupName = keyof typeof GROUPS;
