import type { HardEndEntry } from '../../../../../core/model/hard-end';
import { HOUR, MINUTE, SECOND } from '../../../../../core/model/instant';
import { planHardEnd } from '../../../../../core/rules/hard-end/plan-hard-end';
import { ACCOUNTS, PEOPLE } from '../../../../support/build';
import { START } from '../../../../support/fakes/fake-clock';
import { evaluate } from '../../../../support/iam';
import { buildEntry, request, roleOf, type Session, SET } from './entries';

const FULL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

function policyOf(entries: readonly HardEndEntry[], now: number, present = FULL): string {
  const plan = planHardEnd(present, entries, SET, now);
  if (plan.kind !== 'plan') throw new Error(plan.reason);
  return plan.policy;
}

const END = START + HOUR;
const live = buildEntry();
const removed = buildEntry({ removedAt: END + 3 * SECOND });

describe('while a lease lives', () => {
  const policy = policyOf([live], START);
  const session: Session = { issuedAt: START + MINUTE };

  test.each<[string, Session, number, 'allowed' | 'denied']>([
    ['a session acts before the end', session, END - SECOND, 'allowed'],
    ['G3: it is denied from the end on', session, END, 'denied'],
    ['G3: and as long as it can last', session, END + 11 * HOUR, 'denied'],
    [
      'G3: so is one that was issued between the end and the confirmed removal',
      { issuedAt: END + 2 * SECOND },
      END + 3 * SECOND,
      'denied',
    ],
    ['not in another account', { ...session, accountId: ACCOUNTS.sandbox }, END + HOUR, 'allowed'],
    ['not for another person', { ...session, userId: PEOPLE.ben }, END + HOUR, 'allowed'],
    ['not with another role', { ...session, role: roleOf('Admin') }, END + HOUR, 'allowed'],
    [
      'not with a permission set whose name begins alike',
      { ...session, role: roleOf('ReadOnly_Logs') },
      END + HOUR,
      'allowed',
    ],
    [
      'not with a permission set whose name ends alike',
      { ...session, role: roleOf('XAWSReservedSSO_ReadOnly') },
      END + HOUR,
      'allowed',
    ],
    [
      'G3: a role of us-east-1, which has no Region in its path',
      { ...session, role: 'AWSReservedSSO_ReadOnly_0123456789abcdef' },
      END,
      'denied',
    ],
  ])('%s', (_, of, at, expected) => {
    expect(evaluate(policy, request(of, at))).toBe(expected);
  });

  test('an end that was moved moves the deny, in both directions', () => {
    const extended = policyOf([{ ...live, endsAt: END + HOUR }], START);
    expect(evaluate(extended, request(session, END + MINUTE))).toBe('allowed');
    expect(evaluate(extended, request(session, END + HOUR))).toBe('denied');
    const early = policyOf([{ ...live, endsAt: START + 10 * MINUTE }], START);
    expect(evaluate(early, request(session, START + 10 * MINUTE))).toBe('denied');
  });
});

describe('once the assignment is gone', () => {
  const now = END + MINUTE;
  const policy = policyOf([removed], now);

  test('G3: every session that it made possible is denied', () => {
    for (const issuedAt of [START, END - SECOND, END, END + 3 * SECOND])
      expect(evaluate(policy, request({ issuedAt }, now))).toBe('denied');
  });

  test('access that is given in another way later is untouched', () => {
    expect(evaluate(policy, request({ issuedAt: END + 2 * MINUTE }, END + HOUR))).toBe('allowed');
  });

  test('a session of a later lease acts until that lease ends; those of the earlier one never again', () => {
    const later = buildEntry({ joinedAt: END + 10 * SECOND, endsAt: END + HOUR });
    const both = policyOf([removed, later], END + 10 * SECOND);
    const early = { issuedAt: START + MINUTE };
    const late = { issuedAt: END + 12 * SECOND };
    expect(evaluate(both, request(early, END + 30 * MINUTE))).toBe('denied');
    expect(evaluate(both, request(late, END + 30 * MINUTE))).toBe('allowed');
    expect(evaluate(both, request(late, END + HOUR))).toBe('denied');
  });

  test('nothing is left when the last session can have ended, and not a moment before', () => {
    const last = END + 3 * SECOND + 240 * MINUTE;
    expect(policyOf([removed], last + MINUTE)).not.toBe(FULL);
    expect(policyOf([removed], last + 10 * MINUTE, policyOf([removed], now))).toBe(FULL);
  });
});

describe('two leases that overlap', () => {
  const first = buildEntry({ endsAt: END });
  const second = buildEntry({ joinedAt: START + 30 * MINUTE, endsAt: END + HOUR });
  const session = { issuedAt: START + MINUTE };

  test('G5: the later end wins for sessions of both', () => {
    const policy = policyOf([first, second], START + 30 * MINUTE);
    expect(evaluate(policy, request(session, END + 30 * MINUTE))).toBe('allowed');
    expect(evaluate(policy, request(session, END + HOUR))).toBe('denied');
  });

  test('G5: a session of the first goes on when the first has ended and the second has not', () => {
    const policy = policyOf([{ ...first, removedAt: END + 2 * SECOND }, second], END + MINUTE);
    expect(evaluate(policy, request(session, END + 30 * MINUTE))).toBe('allowed');
    expect(evaluate(policy, request(session, END + HOUR))).toBe('denied');
  });

  test('the one that is given back early does not shorten the other', () => {
    const back = { ...second, removedAt: START + 40 * MINUTE, endsAt: START + 40 * MINUTE };
    const policy = policyOf([first, back], START + 41 * MINUTE);
    expect(evaluate(policy, request(session, END - SECOND))).toBe('allowed');
    expect(evaluate(policy, request(session, END))).toBe('denied');
  });
});

describe('what is written', () => {
  test('is exactly this', () => {
    expect(JSON.parse(policyOf([live], START, ''))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'HourglassHardEnd1',
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: {
            StringEquals: {
              'identitystore:UserId': PEOPLE.ada,
              'aws:PrincipalAccount': ACCOUNTS.payments,
            },
            ArnLike: {
              'aws:PrincipalArn':
                'arn:aws:iam::*:role/aws-reserved/*/AWSReservedSSO_ReadOnly_????????????????',
            },
            DateGreaterThanEquals: { 'aws:CurrentTime': '2026-11-21T10:00:00Z' },
          },
        },
      ],
    });
  });

  test('carries the partition of the permission set', () => {
    const plan = planHardEnd(
      '',
      [live],
      { ...SET, arn: SET.arn.replace('arn:aws:', 'arn:aws-us-gov:') },
      START,
    );
    expect(plan).toMatchObject({ policy: expect.stringContaining('"arn:aws-us-gov:iam::*:role/') });
  });

  test('several accounts of one request, or several people at one time, share a statement', () => {
    const sandbox = buildEntry({ accountId: ACCOUNTS.sandbox });
    const ben = buildEntry({ beneficiaryId: PEOPLE.ben });
    const benToo = buildEntry({ beneficiaryId: PEOPLE.ben, accountId: ACCOUNTS.sandbox });
    const statements = (entries: HardEndEntry[]) => JSON.parse(policyOf(entries, START, '')).Statement.length;
    expect(statements([live, sandbox])).toBe(1);
    expect(statements([live, ben])).toBe(1);
    expect(statements([live, sandbox, ben, benToo])).toBe(1);
    // Together they would deny Ben in the sandbox, where nobody gave him a lease.
    expect(statements([live, sandbox, ben])).toBe(2);
    expect(statements([live, buildEntry({ endsAt: END + MINUTE })])).toBe(1);
    expect(statements([live, buildEntry({ beneficiaryId: PEOPLE.ben, endsAt: END + MINUTE })])).toBe(2);
  });
});

describe('room', () => {
  const people = Array.from({ length: 60 }, (_, at) => {
    const id = String(at).padStart(12, '0');
    return buildEntry({
      beneficiaryId: `9067a1b2c3-11111111-2222-3333-4444-${id}`,
      joinedAt: START + at * SECOND,
      endsAt: END + at * MINUTE,
      state: 'asked',
    });
  });

  test('what does not fit is named, the latest first; what is in force stays', () => {
    const plan = planHardEnd(FULL, people, SET, START);
    if (plan.kind !== 'plan') throw new Error(plan.reason);
    expect(plan.entries.length).toBeGreaterThan(20);
    expect(plan.noRoomFor).toEqual(people.slice(plan.entries.length).map(({ leaseId }) => leaseId));
    expect(plan.policy.replaceAll(/\s/g, '').length).toBeLessThanOrEqual(10_240);
    const inForce = plan.entries.map((entry) => ({ ...entry, state: 'written' as const }));
    const older = buildEntry({
      beneficiaryId: people[0]?.beneficiaryId.replace(/0+$/, '000000009999') ?? '',
      joinedAt: START - HOUR,
      state: 'asked',
      endsAt: END + 7,
    });
    expect(planHardEnd(plan.policy, [...inForce, older], SET, START)).toMatchObject({
      noRoomFor: [older.leaseId],
      changed: false,
    });
  });

  test('a policy of the customer that leaves no room for what is in force is impossible, with the reason', () => {
    const inForce = people.slice(0, 20).map((entry) => ({ ...entry, state: 'written' as const }));
    const long = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${'x'.repeat(9_000)}` }],
    });
    expect(planHardEnd(long, inForce, SET, START)).toMatchObject({
      kind: 'impossible',
      reason: expect.stringContaining('10240'),
    });
    expect(planHardEnd(long, [], SET, START)).toMatchObject({ kind: 'plan', changed: false });
  });

  test('entries that were refused are no part of it', () => {
    expect(planHardEnd('', [buildEntry({ state: 'refused' })], SET, START)).toMatchObject({ policy: '' });
  });
});

describe('accounts whose roles need the policy', () => {
  test('are those whose statements differ, however they are numbered', () => {
    const ben = buildEntry({ beneficiaryId: PEOPLE.ben, accountId: ACCOUNTS.sandbox, endsAt: END + HOUR });
    const both = policyOf([live, ben], START);
    expect(planHardEnd(FULL, [live, ben], SET, START)).toMatchObject({
      accounts: [ACCOUNTS.payments, ACCOUNTS.sandbox].sort(),
    });
    expect(planHardEnd(both, [ben], SET, START)).toMatchObject({
      changed: true,
      accounts: [ACCOUNTS.payments],
    });
    expect(planHardEnd(both, [ben, live], SET, START)).toMatchObject({ changed: false, accounts: [] });
  });
});
