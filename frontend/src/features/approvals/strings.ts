export const strings = {
  title: 'Approvals',
  description: 'Requests that you may decide, and those that you have decided.',
  inbox: 'Waiting for you',
  decided: 'Decided by you',
  empty: 'Nothing waits for you',
  emptyText: 'Requests that need your decision appear here and in your mail.',
  decidedEmpty: 'You have not decided anything yet',
};
