import fc from 'fast-check';
import type { AccessRequest } from '../../../../core/model/request';
import { mayDecide, progressOf } from '../../../../core/rules/approval';
import {
  buildDecision,
  buildNeed,
  buildRequest,
  buildSettings,
  GROUPS,
  PEOPLE,
  ref,
} from '../../../support/build';
import { START } from '../../../support/fakes/fake-clock';
import { at, need, step, yes } from './approvals';

const { leads, security, admins } = GROUPS;
const settings = buildSettings();
const who = (name: keyof typeof PEOPLE, ...groups: string[]) => ({
  userId: PEOPLE[name],
  groupIds: new Set(groups),
  enabled: true,
});
type Input = Parameters<typeof mayDecide>[0];
const decide = (request: AccessRequest, approver: Input['approver'], over: Partial<Input> = {}) =>
  mayDecide({
    request,
    approver,
    answer: 'approve',
    comment: '',
    revision: request.revision,
    settings,
    now: START,
    ...over,
  });
const codes = (decision: ReturnType<typeof mayDecide>) =>
  decision.allowed ? 'allowed' : decision.reasons.map((each) => each.code).join();
const message = (decision: ReturnType<typeof mayDecide>) =>
  decision.allowed ? '' : decision.reasons.map((each) => each.message).join(' ');

const pending = buildRequest({ needs: [need([step(leads, 2), step(security)], [step(admins)])] });

describe('mayDecide', () => {
  test('a yes counts at the open step of each alternative that names the person', () => {
    expect(decide(pending, who('cleo', leads))).toEqual({ allowed: true, countedFor: [at(0, 0, 0)] });
    expect(decide(pending, who('dan', leads, admins))).toEqual({
      allowed: true,
      countedFor: [at(0, 0, 0), at(0, 1, 0)],
    });
  });

  test('a person can be named without a group', () => {
    const request = buildRequest({ needs: [need([step('nobody', 1, [PEOPLE.hana])])] });
    expect(codes(decide(request, who('hana')))).toBe('allowed');
  });

  test('G6: nobody decides as requester or as beneficiary, whatever groups they are in', () => {
    const request = { ...pending, requester: ref('cleo'), beneficiary: ref('dan') };
    expect(codes(decide(request, who('cleo', leads)))).toBe('own-request');
    expect(codes(decide(request, who('dan', leads)))).toBe('own-request');
    expect(codes(decide(request, who('dan', leads), { answer: 'reject', comment: 'no' }))).toBe(
      'own-request',
    );
  });

  test('G6: people are compared by user id, so that equal names and emails mean nothing', () => {
    const twin = { ...ref('ada'), userId: 'user-other-ada' };
    const request = { ...pending, requester: twin, beneficiary: twin };
    expect(codes(decide(request, who('ada', leads)))).toBe('allowed');
    const renamed = { ...ref('cleo'), userName: 'somebody', displayName: 'Somebody Else' };
    expect(codes(decide({ ...pending, requester: renamed }, who('cleo', leads)))).toBe('own-request');
  });

  test('who is not named has no say and learns nothing else', () => {
    const over = buildRequest({ status: 'rejected', needs: pending.needs });
    expect(codes(decide(over, who('hana', GROUPS.support)))).toBe('not-an-approver');
    expect(codes(decide(buildRequest({ needs: [] }), who('cleo', leads)))).toBe('not-an-approver');
  });

  test('a disabled person decides nothing', () => {
    expect(codes(decide(pending, { ...who('cleo', leads), enabled: false }))).toBe('person-disabled');
  });

  test('a later step waits for the earlier one', () => {
    expect(codes(decide(pending, who('finn', security)))).toBe('step-not-reached');
    const decisions = [yes('cleo', at(0, 0, 0)), yes('dan', at(0, 0, 0))];
    expect(decide({ ...pending, decisions }, who('finn', security))).toEqual({
      allowed: true,
      countedFor: [at(0, 0, 1)],
    });
  });

  test('G11: who comes second to a step learns who was first', () => {
    const decisions = [yes('cleo', at(0, 0, 0)), yes('dan', at(0, 0, 0))];
    const decision = decide({ ...pending, decisions }, who('eve', leads));
    expect(codes(decision)).toBe('not-pending');
    expect(message(decision)).toContain('Cleo Marin, Dan Ito');
  });

  test('G11: who is no longer needed, because another alternative was complete first, learns that', () => {
    const needs = [need([step(security)], [step(leads)]), need([step(admins)])];
    const request = buildRequest({ needs, decisions: [yes('cleo', at(0, 1, 0))] });
    const decision = decide(request, who('finn', security));
    expect(codes(decision)).toBe('not-pending');
    expect(message(decision)).toContain('Cleo Marin');
  });

  test('a person counts once: not twice for a step, nor for a later step of the same alternative', () => {
    const once = { ...pending, decisions: [yes('cleo', at(0, 0, 0))] };
    expect(codes(decide(once, who('cleo', leads)))).toBe('already-decided-by-you');
    const leadsDone = { ...pending, decisions: [yes('cleo', at(0, 0, 0)), yes('dan', at(0, 0, 0))] };
    expect(codes(decide(leadsDone, who('cleo', leads, security)))).toBe('already-decided-by-you');
  });

  test('a yes counts for every need at once, and again where a step of another need opens later', () => {
    const needs = [need([step(security), step(admins)]), need([step(leads), step(security)])];
    const request = buildRequest({ needs });
    const finn = who('finn', security);
    expect(decide(request, finn)).toMatchObject({ countedFor: [at(0, 0, 0)] });
    const decisions = [yes('finn', at(0, 0, 0)), yes('cleo', at(1, 0, 0))];
    expect(decide({ ...request, decisions }, finn)).toMatchObject({ countedFor: [at(1, 0, 1)] });
    const dan = who('dan', leads, security);
    expect(decide(request, dan)).toMatchObject({ countedFor: [at(0, 0, 0), at(1, 0, 0)] });
  });

  const over: [AccessRequest, string][] = [
    [
      buildRequest({ status: 'rejected', decisions: [buildDecision({ answer: 'reject' })] }),
      'Cleo Marin rejected',
    ],
    [buildRequest({ status: 'scheduled', decisions: [buildDecision()] }), 'Cleo Marin approved'],
    [buildRequest({ status: 'active', decisions: [buildDecision()] }), 'Cleo Marin approved'],
    [buildRequest({ status: 'ended', decisions: [buildDecision()] }), 'has ended'],
    [buildRequest({ status: 'failed', decisions: [buildDecision()] }), 'could not be assigned'],
    [buildRequest({ status: 'cancelled' }), 'Ada Lovelace cancelled'],
    [buildRequest({ status: 'expired' }), 'expired'],
  ];
  test.each(over)(
    'G11: what is no longer pending says what happened and by whom: $status',
    (request, text) => {
      const decision = decide(request, who('dan', leads));
      expect(codes(decision)).toBe('not-pending');
      expect(message(decision)).toContain(text);
    },
  );

  test('who decided a request that is over is told so', () => {
    const request = buildRequest({ status: 'rejected', decisions: [buildDecision({ answer: 'reject' })] });
    const decision = decide(request, who('cleo', leads));
    expect(codes(decision)).toBe('already-decided-by-you');
    expect(message(decision)).toContain('rejected');
  });

  test('the time to decide ends with the expiry, to the millisecond', () => {
    const { expiresAt } = pending;
    expect(codes(decide(pending, who('cleo', leads), { now: expiresAt - 1 }))).toBe('allowed');
    expect(codes(decide(pending, who('cleo', leads), { now: expiresAt }))).toBe('decision-time-over');
  });

  test('G11: who saw an older or unknown revision has to look again', () => {
    const request = { ...pending, revision: 3 };
    expect(codes(decide(request, who('cleo', leads), { revision: 2 }))).toBe('stale-revision');
    expect(codes(decide(request, who('cleo', leads), { revision: 4 }))).toBe('stale-revision');
  });

  test('a no always needs a comment, a yes when the settings say so; spaces are none', () => {
    const cleo = who('cleo', leads);
    expect(codes(decide(pending, cleo, { answer: 'reject', comment: ' \n' }))).toBe('comment-missing');
    expect(decide(pending, cleo, { answer: 'reject', comment: 'Why?' })).toEqual({
      allowed: true,
      countedFor: [],
    });
    const strict = buildSettings({ approvalCommentRequired: true });
    expect(codes(decide(pending, cleo, { settings: strict }))).toBe('comment-missing');
    expect(codes(decide(pending, cleo, { settings: strict, comment: 'Fine' }))).toBe('allowed');
  });
});

describe('laws of deciding', () => {
  const names = Object.keys(PEOPLE) as (keyof typeof PEOPLE)[];
  const groups = ['g1', 'g2', 'g3'];
  const aStep = fc.record({ group: fc.constantFrom(...groups), needed: fc.integer({ min: 1, max: 2 }) });
  const aNeed = fc
    .array(fc.array(aStep, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map((alternatives) =>
      need(...alternatives.map((steps) => steps.map((each) => step(each.group, each.needed)))),
    );
  const attempts = fc.array(fc.record({ name: fc.constantFrom(...names), in: fc.subarray(groups) }), {
    maxLength: 12,
  });

  const play = (start: AccessRequest, tries: { name: keyof typeof PEOPLE; in: string[] }[]) =>
    tries.reduce((request, attempt) => {
      const decision = decide(request, who(attempt.name, ...attempt.in));
      if (!decision.allowed) return request;
      return { ...request, decisions: [...request.decisions, yes(attempt.name, ...decision.countedFor)] };
    }, start);

  test('whatever is tried, each alternative counts different people, in order, and nobody of the request itself', () => {
    fc.assert(
      fc.property(fc.array(aNeed, { minLength: 1, maxLength: 2 }), attempts, (needs, tries) => {
        const played = play(buildRequest({ needs, requester: ref('ada'), beneficiary: ref('ben') }), tries);
        for (const [needIndex, { alternatives }] of needs.entries())
          for (const alternative of alternatives.keys()) {
            const counted = played.decisions.filter((each) =>
              each.countedFor.some((place) => place.need === needIndex && place.alternative === alternative),
            );
            const people = counted.map((each) => each.approver.userId);
            expect(new Set(people).size).toBe(people.length);
            expect(people).not.toContain(PEOPLE.ada);
            expect(people).not.toContain(PEOPLE.ben);
            const { steps, currentStep } = progressOf(played).needs[needIndex]!.alternatives[alternative]!;
            expect(steps.every(({ given, needed }) => given <= needed)).toBe(true);
            expect(steps.slice(currentStep + 1).every(({ given }) => given === 0)).toBe(true);
          }
      }),
    );
  });

  test('G6: no answer of requester or beneficiary is ever allowed', () => {
    const anAnswer = fc.constantFrom<'approve' | 'reject'>('approve', 'reject');
    fc.assert(
      fc.property(aNeed, anAnswer, fc.constantFrom(...names), (aNeedOfIt, answer, other) => {
        const mine = who('ada', ...groups);
        const own = buildRequest({ needs: [aNeedOfIt], requester: ref('ada'), beneficiary: ref(other) });
        const forMe = buildRequest({ needs: [aNeedOfIt], requester: ref(other), beneficiary: ref('ada') });
        for (const request of [own, forMe])
          expect(codes(decide(request, mine, { answer, comment: 'x' }))).toBe('own-request');
      }),
    );
  });
});

test('the sample need lets a lead decide', () => {
  expect(codes(decide(buildRequest({ needs: [buildNeed()] }), who('cleo', leads)))).toBe('allowed');
});
