import { SECOND } from '../../core/model/instant';
import { type RequestSeen, taken, type Target, useLaptop } from '../support/laptop';
import { codesOf } from '../support/laptop-http';
import { atOnce, inRounds, pairOf, ROUNDS, targetsForRounds } from '../support/laptop-races';

const lab = useLaptop();

/** Everything that the rounds asked for is gone from Identity Center. */
function expectNothingHeld(targets: readonly Target[]): void {
  const left = Array.from({ length: ROUNDS }, (_, round) => pairOf(targets, round)).filter(
    ({ person, target }) => lab.holds(lab.userId(person), target),
  );
  expect(left).toEqual([]);
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
}, 60_000);

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
  expect(wrong.map(summary)).toEqual([]);
  // Some were caught in the act: this test has seen what it is about.
  expect(ended.filter(({ began }) => began === 'activating').length).toBeGreaterThan(0);
}, 60_000);

/** The request once its activation has begun. */
async function begun(person: string, requestId: string): Promise<RequestSeen> {
  for (let looks = 0; looks < 200; looks += 1) {
    const request = await lab.read(person, requestId);
    if (request.leases[0]?.status !== 'scheduled') return request;
  }
  throw new Error(`${requestId} does not begin.`);
}

const summary = ({ id, status, leases }: RequestSeen) => ({ id, status, lease: leases[0]?.status });
