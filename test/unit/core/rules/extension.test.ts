import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../../../../core/model/instant';
import type { ApprovalNeed } from '../../../../core/model/request';
import { extendable, lengthProblems, mayExtend } from '../../../../core/rules/extension';
import { buildLease, buildRequest, GROUPS, PEOPLE } from '../../../support/build';
import { START } from '../../../support/fakes';
import { need, step } from './approvals';

const now = START + 30 * MINUTE;
const active = buildLease({ status: 'active' });

function ask(
  name: keyof typeof PEOPLE,
  groupIds: readonly string[],
  needs: readonly ApprovalNeed[] = [need([step(GROUPS.leads)])],
  more: Partial<Parameters<typeof mayExtend>[0]> = {},
) {
  const verdict = mayExtend({
    request: buildRequest({ status: 'active', needs: [...needs] }),
    leases: [active],
    person: { userId: PEOPLE[name], groupIds: new Set(groupIds), enabled: true },
    now,
    ...more,
  });
  return verdict.allowed ? 'yes' : verdict.reasons.map(({ code }) => code).join();
}

const { leads, security } = GROUPS;

test.each([
  ['an approver', 'cleo', [leads], [need([step(leads)])], 'yes'],
  ['somebody else', 'hana', [], [need([step(leads)])], 'may-not-extend'],
  ['G6: the holder', 'ada', [], [need([step(leads)])], 'own-request'],
  ['G6: the holder, though an approver', 'ada', [leads], [need([step(leads)])], 'own-request'],
  ['the holder of what needed no approval', 'ada', [], [], 'yes'],
  ['an approver of what needed no approval', 'cleo', [leads], [], 'may-not-extend'],
  ['one of two who must say yes', 'cleo', [leads], [need([step(leads, 2)])], 'may-not-extend'],
  ['the first of two steps', 'cleo', [leads], [need([step(leads), step(security)])], 'may-not-extend'],
  ['one of two alternatives', 'cleo', [leads], [need([step(leads)], [step(security)])], 'yes'],
  ['one of two needs', 'cleo', [leads], [need([step(leads)]), need([step(security)])], 'may-not-extend'],
  ['both of two needs', 'dan', [leads, security], [need([step(leads)]), need([step(security)])], 'yes'],
] as const)('%s', (_who, name, groups, needs, expected) => {
  expect(ask(name, groups, needs)).toBe(expected);
});

test('G6: who asked on behalf of somebody may not extend it either', () => {
  const requester = { userId: PEOPLE.cleo, userName: 'cleo', displayName: 'Cleo' };
  const request = buildRequest({ status: 'active', requester, needs: [need([step(leads)])] });
  expect(ask('cleo', [leads], [], { request })).toBe('own-request');
});

test('somebody who is disabled may nothing', () => {
  const person = { userId: PEOPLE.cleo, groupIds: new Set([leads]), enabled: false };
  expect(ask('cleo', [leads], undefined, { person })).toBe('person-disabled');
});

test.each(['pending', 'ended', 'rejected', 'cancelled', 'expired', 'failed'] as const)(
  'G3: a request that is %s has no end to move',
  (status) => {
    const request = buildRequest({ status });
    expect(ask('cleo', [leads], [], { request, leases: [] })).toBe('not-live');
  },
);

test.each([
  ['scheduled', 1],
  ['activating', 1],
  ['active', 1],
  ['ending', 0],
  ['ended', 0],
  ['failed', 0],
] as const)('G3: a lease that is %s can be extended: %i', (status, count) => {
  const leases = [buildLease({ status })];
  expect(extendable(leases, now)).toHaveLength(count);
  expect(extendable(leases, START + HOUR)).toHaveLength(0);
});

test('G1: from its start it never lasts longer than the rule, nor than a workflow lives', () => {
  const request = buildRequest({ status: 'active' });
  const length = (request.endsAt - request.startsAt) / MINUTE;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600_000 }),
      fc.integer({ min: 1, max: 600_000 }),
      (minutes, most) => {
        const codes = lengthProblems(request, minutes, most).map(({ code }) => code);
        const endsAt = request.endsAt + minutes * MINUTE;
        if (length + minutes > most) expect(codes).toEqual(['duration-too-long']);
        else expect(codes).toEqual(endsAt > request.approvedAt + 364 * DAY ? ['end-too-far-ahead'] : []);
      },
    ),
  );
  expect(lengthProblems(request, 61, 120)[0]?.message).toContain('at most 60 minutes');
});
