const ADAM = { userId: 'u-1', userName: 'adm', displayName: 'Adam Novak' };
/** A stop that stands. */
export const STOP = {
  since: '2026-11-21T09:00:00Z',
  by: ADAM,
  comment: 'Keys of the build account were leaked.',
};
/** An order that is carried out, and one that was. */
export const ORDERS = [
  {
    id: 'order-2',
    scope: { kind: 'account', accountId: '123456789012' },
    name: 'payments-api-prod',
    comment: 'Keys of the build account were leaked.',
    orderedAt: '2026-11-21T09:02:00Z',
    orderedBy: ADAM,
    status: 'open',
    covered: 12,
    gone: 3,
  },
  {
    id: 'order-1',
    scope: { kind: 'everything' },
    name: 'Everything',
    comment: 'Drill',
    orderedAt: '2026-10-01T09:02:00Z',
    orderedBy: ADAM,
    status: 'completed',
    covered: 140,
    gone: 140,
    completedAt: '2026-10-01T09:04:00Z',
  },
];
