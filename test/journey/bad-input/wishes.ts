import type { z } from 'zod';
import type { CreateRequest } from '../../../core/contract/requests';
import { DAY, HOUR, MINUTE, toIso } from '../../../core/model/instant';
import type { Target } from '../../support/laptop';
import type { BadInput, Fixtures } from './fixtures';

type Wish = Partial<z.input<typeof CreateRequest>>;
type Part = (fixtures: Fixtures) => Target;

const ask =
  (more: Wish | ((fixtures: Fixtures) => Wish), part: Part = ({ free }) => free, person = 'ann') =>
  (fixtures: Fixtures) =>
    fixtures.lab.create(person, part(fixtures), typeof more === 'function' ? more(fixtures) : more);

const invalid = { status: 400, type: 'invalidInput' } as const;
const refused = { status: 422, type: 'refused' } as const;
const NO_ACCOUNT = '999999999999';
const NO_SET = 'arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000';
const later = (milliseconds: number) => (fixtures: Fixtures) => ({
  startsAt: toIso(fixtures.lab.now() + milliseconds),
});

/** Wishes that are not granted, and why. */
export const BAD_WISHES: readonly BadInput[] = [
  {
    what: 'an unknown account',
    send: ask({}, ({ free }) => ({ ...free, accountId: NO_ACCOUNT })),
    ...refused,
    field: 'targets[0].accountId',
    code: 'account-unknown',
    says: /no account 999999999999/,
  },
  {
    what: 'an account id that is none',
    send: ask({}, ({ free }) => ({ ...free, accountId: '12' })),
    ...invalid,
    field: 'targets[0].accountId',
    says: /12-digit/,
  },
  {
    what: 'an unknown permission set',
    send: ask({}, ({ free }) => ({ ...free, permissionSetArn: NO_SET })),
    ...refused,
    field: 'targets[0].permissionSetArn',
    code: 'permission-set-unknown',
    says: /no permission set/,
  },
  {
    what: 'a permission set that is none',
    send: ask({}, ({ free }) => ({ ...free, permissionSetArn: 'AdministratorAccess' })),
    ...invalid,
    field: 'targets[0].permissionSetArn',
    says: /permission set ARN/,
  },
  {
    what: 'something that the person is not eligible for',
    send: ask({}, undefined, 'ivy'),
    ...refused,
    field: 'targets[0]',
    code: 'not-eligible',
    says: /policy/,
  },
  {
    what: 'a beneficiary for whom the person may not ask',
    send: ask(({ lab }) => ({ beneficiaryId: lab.userId('mateo') })),
    ...refused,
    code: 'may-not-ask-for-others',
  },
  {
    what: 'a beneficiary whom Identity Center does not know',
    send: ask({ beneficiaryId: 'nobody' }),
    ...refused,
    field: 'beneficiaryId',
    code: 'beneficiary-unknown',
  },
  {
    what: 'no target at all',
    send: ask({ targets: [] }),
    ...invalid,
    field: 'targets',
  },
  {
    what: 'the same target twice',
    send: ask(({ free: { accountId, permissionSetArn } }) => ({
      targets: [
        { accountId, permissionSetArn },
        { accountId, permissionSetArn },
      ],
    })),
    ...refused,
    field: 'targets[1]',
    code: 'target-twice',
  },
  {
    what: 'longer than the rule allows',
    send: ask({ minutes: 601 }),
    ...refused,
    field: 'minutes',
    code: 'duration-too-long',
    says: /at most 10 hours/,
  },
  { what: 'zero minutes', send: ask({ minutes: 0 }), ...invalid, field: 'minutes' },
  { what: 'minutes below zero', send: ask({ minutes: -60 }), ...invalid, field: 'minutes' },
  {
    what: 'a fraction of a second',
    send: ask({ minutes: 60.000_01 }),
    ...invalid,
    field: 'minutes',
    says: /whole number of minutes/,
  },
  {
    what: 'minutes that are text',
    // @ts-expect-error -- what no client of ours would send
    send: ask({ minutes: '60' }),
    ...invalid,
    field: 'minutes',
  },
  {
    what: 'a start in the past',
    send: ask(later(-HOUR)),
    ...refused,
    field: 'startsAt',
    code: 'start-in-the-past',
  },
  {
    what: 'a start more than a year ahead',
    send: ask(later(366 * DAY)),
    ...refused,
    field: 'startsAt',
    code: 'start-too-far-ahead',
    says: /365 days/,
  },
  {
    what: 'a start without a time zone',
    send: ask({ startsAt: '2027-01-01T09:00:00' }),
    ...invalid,
    field: 'startsAt',
  },
  {
    what: 'an end before the start',
    send: ask(({ lab }) => ({ startsAt: toIso(lab.now() + HOUR), endsAt: toIso(lab.now() + MINUTE) })),
    ...invalid,
    field: 'endsAt',
    says: /after startsAt/,
  },
  {
    what: 'an end that does not agree with the minutes',
    send: ask(({ lab }) => ({ startsAt: toIso(lab.now() + HOUR), endsAt: toIso(lab.now() + 9 * HOUR) })),
    ...invalid,
    field: 'endsAt',
    says: /minutes/,
  },
  {
    what: 'an empty justification',
    send: ask({ justification: '' }),
    ...refused,
    field: 'justification',
    code: 'justification-missing',
    says: /why/,
  },
  {
    what: 'a justification of spaces',
    send: ask({ justification: ' \n\t ' }),
    ...refused,
    field: 'justification',
    code: 'justification-missing',
  },
  {
    what: 'a justification that is too short',
    send: ask({ justification: 'because' }),
    ...refused,
    field: 'justification',
    code: 'justification-too-short',
    says: /at least 8/,
  },
  {
    what: 'a justification of 10,000 characters',
    send: ask({ justification: 'a'.repeat(10_000) }),
    ...invalid,
    field: 'justification',
    says: /at most 2000/,
  },
  {
    what: 'control characters in the justification',
    send: ask({ justification: 'Payouts are stuck\u0000\u001b[31m' }),
    ...invalid,
    field: 'justification',
    says: /control characters/,
  },
  {
    what: 'a carriage return in the ticket',
    send: ask({ ticket: 'OPS-1\r\nBcc: all@example.com' }),
    ...invalid,
    field: 'ticket',
    says: /control characters/,
  },
  {
    what: 'HTML in the justification',
    send: ask({ justification: 'Payouts <img src=x onerror=alert(1)>' }),
    ...invalid,
    field: 'justification',
    says: /HTML/,
  },
  {
    what: 'a ticket that does not match the pattern',
    send: ask({ ticket: 'please' }, ({ prod }) => prod),
    ...refused,
    field: 'ticket',
    code: 'ticket-not-matching',
    says: /PAY-1234/,
  },
  {
    what: 'no ticket where one is needed',
    send: ask({ ticket: '' }, ({ prod }) => prod),
    ...refused,
    field: 'ticket',
    code: 'ticket-missing',
  },
  {
    what: 'what a live request is about already',
    send: ask({}, ({ pendingTarget }) => pendingTarget),
    status: 409,
    type: 'conflict',
    field: 'targets[0]',
    code: 'live-request-exists',
    also: ({ body }, { pending }) =>
      expect(body).toMatchObject({ reasons: [expect.objectContaining({ requestId: pending.id })] }),
  },
  {
    what: 'something that nobody could approve',
    send: ask({}, ({ onlyKofi }) => onlyKofi, 'kofi'),
    ...refused,
    code: 'no-possible-approver',
  },
];
