import fc from 'fast-check';
import type { HardEndEntry } from '../../../../../core/model/hard-end';
import { MINUTE, SECOND } from '../../../../../core/model/instant';
import { planHardEnd } from '../../../../../core/rules/hard-end/plan-hard-end';
import { START } from '../../../../support/fakes/fake-clock';
import { evaluate } from '../../../../support/iam';
import { buildEntry, request, SET } from './entries';

/** A small world in which leases meet: two people, two accounts, forty minutes. */
const users = ['ada-id', 'ben-id'];
const accounts = ['111111111111', '222222222222'];
const LENGTH = 40;
const SESSION = 60;

const aMinute = fc.integer({ min: 0, max: LENGTH }).map((minutes) => START + minutes * MINUTE);

/** A lease with all that will happen to it; its removal takes some seconds, and may come early. */
const aLease: fc.Arbitrary<HardEndEntry> = fc
  .record({
    beneficiaryId: fc.constantFrom(...users),
    accountId: fc.constantFrom(...accounts),
    joinedAt: aMinute,
    minutes: fc.integer({ min: 1, max: 15 }),
    removal: fc.integer({ min: 1, max: 59 }),
  })
  .map(({ minutes, removal, ...lease }) => {
    const endsAt = lease.joinedAt + minutes * MINUTE;
    return buildEntry({ ...lease, endsAt, removedAt: endsAt + removal * SECOND, sessionMinutes: SESSION });
  });

/** What the records hold at a moment: no lease that is yet to come, no removal that has not happened. */
function knownAt(history: readonly HardEndEntry[], now: number): HardEndEntry[] {
  return history
    .filter(({ joinedAt }) => joinedAt <= now)
    .map(({ removedAt, ...entry }) =>
      removedAt !== undefined && removedAt <= now ? { ...entry, removedAt } : entry,
    );
}

type At = {
  readonly userId: string;
  readonly accountId: string;
  readonly issuedAt: number;
  readonly now: number;
};

/** Whether Identity Center holds the assignment at a moment, and so hands out sessions. */
function isHeld(history: readonly HardEndEntry[], { userId, accountId }: At, moment: number): boolean {
  return history.some(
    (one) =>
      one.beneficiaryId === userId &&
      one.accountId === accountId &&
      one.joinedAt <= moment &&
      moment <= (one.removedAt ?? 0),
  );
}

/** What must be, said without any policy: may act while some lease has not ended, and access was never gone since the session began. */
function mayAct(history: readonly HardEndEntry[], at: At): boolean {
  const own = history.filter((one) => one.beneficiaryId === at.userId && one.accountId === at.accountId);
  const wanted = own.some((one) => one.joinedAt <= at.now && at.now < one.endsAt);
  const gaps = own.filter(
    ({ removedAt = 0 }) =>
      removedAt >= at.issuedAt && removedAt < at.now && !isHeld(history, at, removedAt + 1),
  );
  return wanted && gaps.length === 0;
}

const aMoment = fc.record({
  userId: fc.constantFrom(...users),
  accountId: fc.constantFrom(...accounts),
  issuedAt: aMinute.map((at) => at + 30 * SECOND),
  age: fc.integer({ min: 0, max: SESSION * 60 - 1 }),
});

const ALLOW = '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

test('G3, G5: whatever leases there were, a session may act exactly while a lease lasts that it was continuously held by', () => {
  let allowed = 0;
  let denied = 0;
  fc.assert(
    fc.property(fc.array(aLease, { minLength: 1, maxLength: 6 }), aMoment, (history, { age, ...session }) => {
      const at = { ...session, now: session.issuedAt + age * SECOND };
      fc.pre(isHeld(history, at, at.issuedAt));
      const plan = planHardEnd(ALLOW, knownAt(history, at.now), SET, at.now);
      if (plan.kind !== 'plan') throw new Error(plan.reason);
      const expected = mayAct(history, at) ? 'allowed' : 'denied';
      if (expected === 'allowed') allowed += 1;
      else denied += 1;
      expect(evaluate(plan.policy, request(session, at.now))).toBe(expected);
    }),
    { numRuns: 1_500 },
  );
  expect(Math.min(allowed, denied)).toBeGreaterThan(100);
});

test('the policy depends on the entries, not on their order, and is stable once written', () => {
  fc.assert(
    fc.property(fc.array(aLease, { maxLength: 8 }), aMinute, (history, now) => {
      const known = knownAt(history, now);
      const plan = planHardEnd(ALLOW, known, SET, now);
      if (plan.kind !== 'plan') throw new Error(plan.reason);
      expect(planHardEnd(ALLOW, known.toReversed(), SET, now)).toMatchObject({ policy: plan.policy });
      expect(planHardEnd(plan.policy, plan.entries, SET, now)).toMatchObject({
        changed: false,
        accounts: [],
      });
    }),
  );
});

test('nothing is left behind once the last session can have ended', () => {
  fc.assert(
    fc.property(fc.array(aLease, { maxLength: 8 }), aMinute, (history, now) => {
      const plan = planHardEnd(ALLOW, knownAt(history, now), SET, now);
      if (plan.kind !== 'plan') throw new Error(plan.reason);
      const later = START + (LENGTH + 15 + 1 + SESSION + 7) * MINUTE;
      expect(planHardEnd(plan.policy, history, SET, later)).toMatchObject({ policy: ALLOW, entries: [] });
    }),
  );
});
