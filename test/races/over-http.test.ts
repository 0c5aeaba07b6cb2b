import { randomUUID } from 'node:crypto';
import { sfnClient } from '../../aws/clients';
import { StepFunctionsWorkflow } from '../../aws/step-functions-workflow';
import { RequestPage } from '../../core/contract/requests';
import { MINUTE, SECOND } from '../../core/model/instant';
import { stateMachineArn } from '../../local/places';
import { type RequestSeen, taken, type Target, useLaptop } from '../support/laptop';
import { type Answer, codesOf, problemOf } from '../support/laptop-http';
import {
  atOnce,
  ENGINEERS,
  happened,
  inRounds,
  pairOf,
  personOf,
  stagger,
  targetsForRounds,
  windowOf,
} from '../support/laptop-races';
import { stopWorkflow } from '../support/laptop-world';

// The races of the other files once more, through HTTP and the functions that are deployed: fewer rounds, everything real.
const lab = useLaptop();
const NAMES = { ben: 'Ben Osei', grace: 'Grace Kamau' } as const;

/** Ids of all requests for an account; the sample organization has a past. */
async function idsOf(accountId: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const path = `/requests?view=all&accountId=${accountId}&limit=100${next}`;
    const page = RequestPage.parse((await lab.call('aud', 'GET', path)).body);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return ids;
}

test('one wish sent twice with one Idempotency-Key: one request, and both are told of it', async () => {
  const target = await lab.fresh();
  const past = await idsOf(target.accountId);
  const made = await inRounds(10, async (round) => {
    const headers = { 'idempotency-key': randomUUID() };
    const wish = windowOf(lab, round);
    const once = () => lab.create(personOf(round), target, wish, headers);
    const [one, two] = await atOnce(round, once, once);
    const ids = [taken(one, 201).id, taken(two, 201).id];
    const replayed = [one, two].filter((answer) => answer.headers.get('idempotency-replayed') === 'true');
    expect(replayed).toHaveLength(1);
    expect(new Set(ids).size).toBe(1);
    return ids[0]!;
  });
  expect((await idsOf(target.accountId)).toSorted()).toEqual([...past, ...made].toSorted());
});

async function asked(target: Target, round: number): Promise<RequestSeen> {
  return lab.ask(personOf(round), target, windowOf(lab, round));
}

/** Exactly one of two approvers has decided, and the other was told who. */
async function expectOneDecision(
  request: RequestSeen,
  answers: readonly [Answer, Answer],
  given: readonly ['approve' | 'reject', 'approve' | 'reject'],
): Promise<void> {
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
}

test('a yes and a no: one of them counts, the other is told so', async () => {
  const target = await lab.fresh();
  await inRounds(10, async (round) => {
    const request = await asked(target, round);
    const answers = await atOnce(
      round,
      () => lab.decide('ben', request),
      () => lab.decide('grace', request, 'reject'),
    );
    await expectOneDecision(request, answers, ['approve', 'reject']);
  });
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
    return [approved.status, cancelled.status].join('+');
  });
  expect(outcomes.filter((outcome) => !['200+409', '200+200', '409+200'].includes(outcome))).toEqual([]);
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
  await inRounds(10, async (round) => {
    const after = await lab.read('aud', requests[round]!.id);
    const answer = answers[round]!;
    if (answer.status === 200) {
      expect(happened(after)).toEqual(['RequestCreated', 'DecisionRecorded', 'RequestApproved']);
      return;
    }
    expect(answer.status).toBe(409);
    expect(['not-pending', 'decision-time-over', 'stale-revision']).toContain(codesOf(answer)[0]);
    expect(happened(after)).toEqual(['RequestCreated', 'RequestExpired']);
  });
  await decideWithin(240);
});

/** An administrator sets how long approvers have, in minutes. */
async function decideWithin(decisionMinutes: number): Promise<void> {
  const { body } = await lab.call('adm', 'GET', '/settings');
  const { version, id: _, changedAt: __, changedBy: ___, ...settings } = body as Record<string, unknown>;
  const edit = { version, settings: { ...settings, decisionMinutes } };
  expect((await lab.call('adm', 'PUT', '/settings', { body: edit })).status).toBe(200);
}

/** Everything that the rounds asked for is gone from Identity Center. */
function expectNothingHeld(targets: readonly Target[]): void {
  const people = ENGINEERS.map((person) => lab.userId(person));
  expect(targets.filter((target) => people.some((id) => lab.holds(id, target)))).toEqual([]);
}

test('given back by the holder and ended by an approver at once: one of them did it, the other is told', async () => {
  const targets = await targetsForRounds(lab);
  const requests = await inRounds(10, async (round) => {
    const { person, target } = pairOf(targets, round);
    const request = await lab.ask(person, target, { minutes: 120 });
    return taken(await lab.decide('ben', request), 200);
  });
  await lab.advance(2);
  await inRounds(10, async (round) => {
    const { person, target } = pairOf(targets, round);
    const { id } = requests[round]!;
    expect(lab.holds(lab.userId(person), target)).toBe(true);
    const [returned, revoked] = await atOnce(
      round,
      () => lab.end(person, id),
      () => lab.end('ben', id),
    );
    expect([returned.status, revoked.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
    const [winner, endReason, loser] =
      returned.status === 200 ? [person, 'returned', revoked] : ['ben', 'revoked', returned];
    expect(codesOf(loser)).toEqual(['not-live']);
    const after = await lab.read('ben', id);
    expect(after.leases).toMatchObject([{ endReason, endedBy: { userName: winner } }]);
  });
  await lab.advance(2);
  expectNothingHeld(targets);
  const ended = await inRounds(10, (round) => lab.read('ben', requests[round]!.id));
  expect(ended.filter(({ status }) => status !== 'ended')).toEqual([]);
});

test('ended while Identity Center is assigning, quickly or not: nothing is left behind', async () => {
  const targets = await targetsForRounds(lab);
  const slow = { operation: 'CreateAccountAssignment', share: 0.5, milliseconds: 20 * SECOND };
  lab.services.faults.add({ kind: 'delay', ...slow });
  const ended = await inRounds(10, async (round) => {
    const { person, target } = pairOf(targets, round);
    const request = await lab.ask(person, target, { minutes: 120 });
    taken(await lab.decide('ben', request), 200);
    // Half of them are ended before their lease has even joined, the others while Identity Center is at it.
    const before = round % 4 < 2 ? request : await begun(person, request.id);
    const answer = await lab.end(round % 2 === 0 ? person : 'ben', request.id);
    expect(answer.status).toBe(200);
    return { request, began: before.leases[0]?.status };
  });
  lab.services.faults.clear();
  await lab.advance(5);
  expectNothingHeld(targets);
  const after = await inRounds(10, (round) => lab.read('ben', ended[round]!.request.id));
  const wrong = after.filter(({ status, leases }) => status !== 'ended' || leases[0]?.status !== 'ended');
  expect(wrong.map(({ id, status, leases }) => [id, status, leases[0]?.status])).toEqual([]);
  // Some were caught in the act: this test has seen what it is about.
  expect(ended.filter(({ began }) => began === 'activating').length).toBeGreaterThan(0);
});

/** The request once its activation has begun. */
async function begun(person: string, requestId: string): Promise<RequestSeen> {
  for (let looks = 0; looks < 200; looks += 1) {
    const request = await lab.read(person, requestId);
    if (request.leases[0]?.status !== 'scheduled') return request;
  }
  throw new Error(`${requestId} does not begin.`);
}

test('a workflow that runs twice, and two reconcilers at once: access begins once and ends once', async () => {
  const targets = await targetsForRounds(lab);
  const workflow = new StepFunctionsWorkflow(sfnClient(), {
    approvalArn: stateMachineArn('approval'),
    leaseArn: stateMachineArn('lease'),
  });
  const requests = await inRounds(10, async (round) => {
    const { person, target } = pairOf(targets, round);
    const request = await lab.ask(person, target, { minutes: 10 });
    const approved = taken(await lab.decide('ben', request), 200);
    await Promise.all([undefined, 1].map((attempt) => workflow.startLease(leaseOf(approved, attempt))));
    return approved;
  });
  await lab.advance(2);
  const held = await Promise.all(requests.map(({ id }) => lab.read('ben', id)));
  for (const request of held) expectOnce(request, 'active', ['LeaseActivating', 'LeaseActivated']);
  for (const { id } of requests)
    await Promise.all([`${id}-1`, `${id}-1-1`].map((name) => stopWorkflow(lab, 'lease', name)));
  await lab.laptop.clock.advance(8 * MINUTE + 45 * SECOND);
  await Promise.all([lab.laptop.host.invoke('reconcile', {}), lab.laptop.host.invoke('reconcile', {})]);
  await lab.advance(2);
  expectNothingHeld(targets);
  const ended = await Promise.all(requests.map(({ id }) => lab.read('ben', id)));
  for (const request of ended) expectOnce(request, 'ended', ['LeaseEnding', 'LeaseEnded', 'RequestEnded']);
});

/** What starts the workflow of a request's lease. */
function leaseOf({ id: requestId, leases }: RequestSeen, attempt: number | undefined) {
  const { id: leaseId, startsAt, endsAt } = leases[0]!;
  const times = { startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
  return { requestId, leaseId, ...times, ...(attempt === undefined ? {} : { attempt }) };
}

/** The request stands so, and each of these things has happened to it once. */
function expectOnce(request: RequestSeen, status: RequestSeen['status'], types: readonly string[]): void {
  expect(request.status).toBe(status);
  const all = happened(request);
  expect(types.map((type) => all.filter((one) => one === type).length)).toEqual(types.map(() => 1));
}
