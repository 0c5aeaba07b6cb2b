export const strings = {
  title: 'Findings',
  description:
    'What the reconciler found when it compared Identity Center with the records of Hourglass, and is not settled yet. A finding goes from this list by itself once it is settled; the audit trail keeps it.',
  toSettings: 'Change what is done about unknown assignments',
  empty: 'No findings',
  emptyText: 'Identity Center and Hourglass agree. They are compared every ten minutes.',
  search: 'Search by person, account, permission set or request',
  kind: 'Finding',
  anyKind: 'Any finding',
  about: 'About',
  since: 'Since',
  plan: 'What Hourglass does',
  more: 'Look up',
  kinds: {
    'unknown-assignment': 'Unknown assignment',
    'missing-assignment': 'Missing assignment',
    'left-over': 'Left-over assignment',
    overdue: 'Late lease',
  },
  meanings: {
    'unknown-assignment':
      'Identity Center lists this access, and nothing in Hourglass explains it. Somebody made it in the console or with another tool.',
    'missing-assignment':
      'A lease is active, but Identity Center no longer lists its access. Somebody removed it.',
    'left-over': 'This access was given by a lease that is over.',
    overdue: 'A lease should have been over more than five minutes ago. The access may still be held.',
  },
  plans: {
    report: 'Only reports it: the access stays.',
    adopt: 'Takes it for standing access at the next comparison: Hourglass never removes it then.',
    ending: 'Removes it now, and tries again until it is gone.',
    'keep-lease': 'Leaves the lease as it is; it ends at its end.',
    'end-lease': 'Ends the lease, and tries again until the access is gone.',
  },
  endsAt: 'Removes it at',
  endsSoon: 'Removes it within a minute.',
  askedSince: 'since',
  request: 'Open request',
  requestOf: (what: string) => `Open request: ${what}`,
  requestId: (id: string) => `Request ${id}`,
  runbook: 'Runbook',
  runbookOf: (article: string) => `Runbook: ${article}`,
};
