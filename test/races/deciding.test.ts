import { type RequestSeen, type Target, useLaptop } from '../support/laptop';
import { type Answer, codesOf, problemOf } from '../support/laptop-http';
import {
  atOnce,
  happened,
  inRounds,
  personOf,
  ROUNDS,
  stagger,
  tally,
  windowOf,
} from '../support/laptop-races';

const lab = useLaptop();
const NAMES = { ben: 'Ben Osei', grace: 'Grace Kamau' } as const;

async function asked(target: Target, round: number): Promise<RequestSeen> {
  return lab.ask(personOf(round), target, windowOf(lab, round));
}

const outcomeOf = (...answers: Answer[]) => answers.map(({ status }) => status).join('+');

/** Exactly one of two approvers has decided, and the other was told who. */
async function expectOneDecision(
  request: RequestSeen,
  answers: readonly [Answer, Answer],
  given: readonly ['approve' | 'reject', 'approve' | 'reject'],
): Promise<string> {
  const winner = answers[0].status === 200 ? 0 : 1;
  const people = ['ben', 'grace'] as const;
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(problemOf(answers[winner === 0 ? 1 : 0]).detail).toContain(NAMES[people[winner]]);
  const after = await lab.read('aud', request.id);
  expect(after).toMatchObject({
    status: given[winner] === 'approve' ? 'scheduled' : 'rejected',
    decisions: [{ approver: { userName: people[winner] }, answer: given[winner] }],
  });
  expect(after.leases).toHaveLength(given[winner] === 'approve' ? 1 : 0);
  return `${given[winner]} of ${people[winner]}`;
}

test('two approvers: one decision counts, the other is told whose', async () => {
  const target = await lab.fresh();
  const outcomes = await inRounds(10, async (round) => {
    const request = await asked(target, round);
    const answers = await atOnce(
      round,
      () => lab.decide('ben', request),
      () => lab.decide('grace', request),
    );
    return expectOneDecision(request, answers, ['approve', 'approve']);
  });
  expect(outcomes).toHaveLength(ROUNDS);
});

test('a yes and a no: one of them counts, the other is told so', async () => {
  const target = await lab.fresh();
  const outcomes = await inRounds(10, async (round) => {
    const request = await asked(target, round);
    const answers = await atOnce(
      round,
      () => lab.decide('ben', request),
      () => lab.decide('grace', request, 'reject'),
    );
    return expectOneDecision(request, answers, ['approve', 'reject']);
  });
  expect(outcomes).toHaveLength(ROUNDS);
});

test('approval and cancellation: it ends as one of them, and never as access', async () => {
  const target = await lab.fresh();
  const outcomes = await inRounds(10, async (round) => {
    const request = await asked(target, round);
    const [approved, cancelled] = await atOnce(
      round,
      () => lab.decide('ben', request),
      async () => {
        await stagger(lab, round, 8);
        return lab.cancel(personOf(round), request.id);
      },
    );
    const after = await lab.read('aud', request.id);
    // Cancelling is allowed until the access begins, so that both may have their way, one after the other.
    if (cancelled.status === 200) expect(after.status).toBe('cancelled');
    else {
      expect(codesOf(cancelled)).toEqual(['not-cancellable']);
      expect(after.status).toBe('scheduled');
    }
    if (approved.status === 200) expect(happened(after)).toContain('RequestApproved');
    else {
      expect(approved.status).toBe(409);
      expect(happened(after)).toEqual(['RequestCreated', 'RequestCancelled']);
    }
    if (after.status === 'cancelled')
      for (const lease of after.leases) expect(lease.removal).toBe('never-held');
    return outcomeOf(approved, cancelled);
  });
  expect(
    Object.keys(tally(outcomes)).filter((outcome) => !['200+409', '200+200', '409+200'].includes(outcome)),
  ).toEqual([]);
});

test('approval in the moment of expiry: either it was in time, or it is told that it was not', async () => {
  const target = await lab.fresh();
  await decideWithin(5);
  const requests = await inRounds(10, (round) => asked(target, round));
  const first = Math.min(...requests.map(({ expiresAt }) => Date.parse(expiresAt!)));
  // From here on time runs by itself, and the requests expire one after the other while they are being approved.
  await lab.laptop.clock.advanceTo(first - 300);
  const answers = await inRounds(5, (round) => lab.decide('ben', requests[round]!));
  await lab.advance(1);
  const outcomes = await inRounds(10, async (round) => {
    const after = await lab.read('aud', requests[round]!.id);
    const answer = answers[round]!;
    if (answer.status === 200) {
      expect(happened(after)).toEqual(['RequestCreated', 'DecisionRecorded', 'RequestApproved']);
      return 'in time';
    }
    expect(answer.status).toBe(409);
    expect(['not-pending', 'decision-time-over', 'stale-revision']).toContain(codesOf(answer)[0]);
    expect(happened(after)).toEqual(['RequestCreated', 'RequestExpired']);
    return 'too late';
  });
  await decideWithin(240);
  expect(outcomes).toHaveLength(ROUNDS);
});

/** An administrator sets how long approvers have, in minutes. */
async function decideWithin(decisionMinutes: number): Promise<void> {
  const { body } = await lab.call('adm', 'GET', '/settings');
  const { version, id: _, changedAt: __, changedBy: ___, ...settings } = body as Record<string, unknown>;
  const edit = { version, settings: { ...settings, decisionMinutes } };
  expect((await lab.call('adm', 'PUT', '/settings', { body: edit })).status).toBe(200);
}
