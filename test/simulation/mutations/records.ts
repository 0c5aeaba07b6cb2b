import type { Mutation } from './mutation';

/** How records, the audit trail and the mails could tell something else than what happened. */
export const RECORDS: readonly Mutation[] = [
  {
    name: 'a request is written whatever it was read at',
    guarantees: ['G11', 'G1'],
    replacements: [
      {
        file: 'aws/ledger/request-items.ts',
        find: `putVersioned(name, table, requestItem(after), before?.revision),`,
        replace: `{ name, write: { Put: { TableName: table, Item: requestItem(after) } } },`,
      },
    ],
  },
  {
    name: 'a failed condition is taken for a commit',
    guarantees: ['G11', 'G3', 'G5', 'G9'],
    replacements: [
      {
        file: 'aws/dynamo-ledger.ts',
        find: `if (stale) return { kind: 'conflict', on: stale };`,
        replace: `if (stale) return { kind: 'committed' };`,
      },
    ],
  },
  {
    name: 'a move of a lease leaves its event out',
    guarantees: ['G9'],
    replacements: [
      {
        file: 'core/usecases/move-lease.ts',
        find: `[own, ...follows.events(actor)]`,
        replace: `own.data.leaseId === '' ? [own] : [...follows.events(actor)]`,
      },
    ],
  },
  {
    name: 'a policy is changed without an event',
    guarantees: ['G9'],
    replacements: [
      {
        file: 'core/usecases/commit-policy.ts',
        find: `[eventOf(before, after, viewer)]`,
        replace: `before ? [] : [eventOf(before, after, viewer)]`,
      },
    ],
  },
  {
    name: 'a record of the stream that comes twice mails twice',
    guarantees: ['G12'],
    replacements: [
      {
        file: 'aws/dynamo-sent-notices.ts',
        find: `if (error instanceof ConditionalCheckFailedException) return this.#claimed(key);`,
        replace: `if (error instanceof ConditionalCheckFailedException) return { kind: 'claimed' };`,
      },
    ],
  },
  {
    name: 'reading a request wakes its workflow',
    guarantees: ['G10'],
    replacements: [
      {
        file: 'lambdas/api/routes/read-request.ts',
        find: `readRequest(`,
        replace: `services.tokens.store({ kind: 'decision', requestId: call.params.requestId }, 'seen', 0).then(() => undefined) && readRequest(`,
      },
    ],
  },
];
