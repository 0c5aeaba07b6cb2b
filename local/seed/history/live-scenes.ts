import { type Scene, yes } from './scene';

/** What is under way at the moment of the seed: one active, one scheduled, two pending. */
export const LIVE_SCENES: readonly Scene[] = [
  {
    who: 'rui',
    filed: { minutesAgo: 55 },
    targets: [['payments-ledger-prod', 'DatabaseOperator']],
    minutes: 240,
    why: 'Rebuild the reporting index',
    ticket: 'PAY-2301',
    answers: [yes('ben', 5)],
    end: { kind: 'live' },
    did: 'routine-work',
  },
  {
    who: 'yuki',
    filed: { minutesAgo: 180 },
    targets: [['data-lake-prod', 'DatabaseOperator']],
    minutes: 240,
    startsIn: 18 * 60,
    why: 'Planned failover of the catalog database',
    ticket: 'DATA-533',
    answers: [yes('chiara', 20)],
    end: { kind: 'live' },
  },
  {
    who: 'camille',
    filed: { minutesAgo: 25 },
    targets: [['web-shop-prod', 'PowerUserAccess']],
    minutes: 120,
    why: 'Roll out the new checkout page',
    ticket: 'SHOP-140',
    answers: [],
    end: { kind: 'live' },
  },
  {
    who: 'kofi',
    filed: { minutesAgo: 70 },
    targets: [['identity-login-prod', 'AdministratorAccess']],
    minutes: 60,
    why: 'Certificates of the login page run out tonight',
    ticket: 'INC-893',
    answers: [yes('hassan', 8)],
    end: { kind: 'live' },
  },
];
