export const strings = {
  title: 'All requests',
  description: 'Every request, for auditors. Read only.',
  empty: 'No requests',
  account: 'Account id',
  accountError: 'An account id has 12 digits.',
  from: 'Asked from',
  to: 'Asked until',
};
