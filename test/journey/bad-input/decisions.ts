import type { BadInput } from './fixtures';

const gone = { status: 409, type: 'conflict' } as const;
const refusedDecision = { audited: 'DecisionRefused' } as const;

/** Decisions, cancellations and endings that come too late, from the wrong person, or about what is no more. */
export const BAD_DECISIONS: readonly BadInput[] = [
  {
    what: 'deciding twice while others still have to decide',
    send: ({ lab, halfway }) => lab.decide('ben', halfway),
    ...gone,
    ...refusedDecision,
    code: 'already-decided-by-you',
  },
  {
    what: 'deciding again what one has rejected',
    send: ({ lab, rejected }) => lab.decide('ben', rejected),
    ...gone,
    ...refusedDecision,
    code: 'already-decided-by-you',
    says: /rejected/,
  },
  {
    what: 'deciding what somebody else has rejected',
    send: ({ lab, rejected }) => lab.decide('lena', rejected),
    ...gone,
    ...refusedDecision,
    code: 'not-pending',
    says: /Ben Osei/,
  },
  {
    what: 'deciding after the time for it',
    send: ({ lab, expired }) => lab.decide('ben', expired),
    ...gone,
    ...refusedDecision,
    code: 'not-pending',
    says: /in time|expired/i,
  },
  {
    what: 'deciding one’s own',
    send: ({ lab, own }) => lab.decide('ben', own),
    status: 403,
    type: 'forbidden',
    ...refusedDecision,
    code: 'own-request',
  },
  {
    what: 'deciding before one’s step',
    send: ({ lab, untouched }) => lab.decide('sec', untouched),
    ...gone,
    ...refusedDecision,
    code: 'step-not-reached',
    says: /earlier step/,
  },
  {
    what: 'deciding as an auditor',
    send: ({ lab, pending }) => lab.decide('aud', pending),
    status: 404,
    type: 'notFound',
  },
  {
    what: 'deciding on an older revision',
    send: ({ lab, halfway }) => lab.decide('sec', { ...halfway, revision: 1 }),
    ...gone,
    ...refusedDecision,
    code: 'stale-revision',
    says: /Ben Osei/,
  },
  {
    what: 'deciding on a revision that does not exist yet',
    send: ({ lab, pending }) => lab.decide('ben', { ...pending, revision: 99 }),
    ...gone,
    ...refusedDecision,
    code: 'stale-revision',
  },
  {
    what: 'rejecting without a word',
    send: ({ lab, pending }) => lab.decide('ben', pending, 'reject', { comment: ' ' }),
    status: 422,
    type: 'refused',
    ...refusedDecision,
    field: 'comment',
    code: 'comment-missing',
  },
  {
    what: 'an answer that is neither yes nor no',
    // @ts-expect-error -- what no client of ours would send
    send: ({ lab, pending }) => lab.decide('ben', pending, 'maybe'),
    status: 400,
    type: 'invalidInput',
    field: 'answer',
  },
  {
    what: 'HTML in a comment',
    send: ({ lab, pending }) => lab.decide('ben', pending, 'approve', { comment: '<b>yes</b>' }),
    status: 400,
    type: 'invalidInput',
    field: 'comment',
    says: /HTML/,
  },
  {
    what: 'revoking what has ended',
    send: ({ lab, ended }) => lab.end('ben', ended.id),
    ...gone,
    code: 'not-live',
  },
  {
    what: 'returning what has ended',
    send: ({ lab, ended }) => lab.end('fatima', ended.id),
    ...gone,
    code: 'not-live',
  },
  {
    what: 'ending what has not begun',
    send: ({ lab, pending }) => lab.end('ann', pending.id),
    ...gone,
    code: 'not-live',
  },
  {
    what: 'cancelling what has ended',
    send: ({ lab, ended }) => lab.cancel('fatima', ended.id),
    ...gone,
    code: 'not-cancellable',
  },
  {
    what: 'cancelling what is another’s',
    send: ({ lab, pending }) => lab.cancel('mateo', pending.id),
    status: 404,
    type: 'notFound',
  },
  {
    what: 'reading what is another’s',
    send: ({ lab, pending }) => lab.call('mateo', 'GET', `/requests/${pending.id}`),
    status: 404,
    type: 'notFound',
  },
  {
    what: 'deciding on what one may not see',
    send: ({ lab, pending }) => lab.decide('mateo', pending),
    status: 404,
    type: 'notFound',
  },
  {
    what: 'ending what is another’s',
    send: ({ lab, ended }) => lab.end('mateo', ended.id),
    status: 404,
    type: 'notFound',
  },
];
