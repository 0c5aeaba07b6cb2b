export const strings = {
  title: 'My requests',
  description: 'What you asked for, and what was asked for you.',
  requestAccess: 'Request access',
  empty: 'No requests yet',
  emptyText: 'What you ask for appears here.',
};
