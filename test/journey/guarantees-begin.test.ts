import { MINUTE } from '../../core/model/instant';
import { useLaptop } from '../support/laptop';
import { codesOf } from '../support/laptop-http';
import {
  about,
  deletePerson,
  newPerson,
  records,
  scheduled,
  stopWorkflow,
  switchPolicy,
  watchCalls,
} from '../support/laptop-world';

const lab = useLaptop();
const ENGINEERS = 'Engineers outside production';

/** Nothing was ever asked of Identity Center, and nobody holds anything. */
function expectNothingGiven(
  watched: ReturnType<typeof watchCalls>,
  userId: string,
  target: Awaited<ReturnType<typeof lab.fresh>>,
) {
  watched.stop();
  expect(about(watched.calls, 'CreateAccountAssignment', userId, target)).toEqual([]);
  expect(lab.holds(userId, target)).toBe(false);
}

describe('G1: no access without a request that was eligible and approved', () => {
  test('G1: who is not eligible is refused and gets nothing', async () => {
    const target = await lab.fresh();
    const watched = watchCalls(lab, lab.services.ssoAdmin);
    const answer = await lab.create('ivy', target);
    await lab.settle();
    expect(codesOf(answer)).toEqual(['not-eligible']);
    expectNothingGiven(watched, lab.userId('ivy'), target);
  });

  test.each(['nobody has decided', 'it was rejected', 'it was cancelled', 'one of two steps is approved'])(
    'G1: nothing is assigned when %s',
    async (how) => {
      const halfway = how.startsWith('one');
      const target = halfway
        ? await lab.target('payments-api-prod', 'AdministratorAccess')
        : await lab.fresh();
      const watched = watchCalls(lab, lab.services.ssoAdmin);
      const request = await lab.ask('ann', target, { minutes: 30 });
      if (how === 'it was rejected') await lab.decide('ben', request, 'reject');
      if (how === 'it was cancelled') await lab.cancel('ann', request.id);
      if (halfway) expect((await lab.decide('ben', request)).status).toBe(200);
      await lab.advance(3);
      expectNothingGiven(watched, lab.userId('ann'), target);
    },
  );

  test.each([
    ['has left the group that made them eligible', (name) => lab.regroup(name, 'data-engineers', 'leave')],
    [
      'is disabled in Identity Center',
      async (name) => lab.services.identityStore.setUserStatus(lab.userId(name), 'DISABLED'),
    ],
    ['is gone from Identity Center', (name) => deletePerson(lab, lab.userId(name))],
    ['is named by a policy that was switched off', () => switchPolicy(lab, ENGINEERS, false)],
    [
      'asked for an account that was closed',
      (_name, accountId) =>
        lab.services.organizations.call({ operation: 'CloseAccount', input: { AccountId: accountId } }),
    ],
  ] satisfies [string, (name: string, accountId: string) => Promise<unknown>][])(
    'G1: approved is not given when the holder %s by the time it begins',
    async (what, change) => {
      const { userName, userId } = await newPerson(lab, 'data-engineers');
      // The account that will be closed is one that no other test asks for.
      const target = what.includes('closed')
        ? await lab.target('data-streaming-prod', 'DatabaseOperator')
        : await lab.fresh();
      const request = await scheduled(lab, userName, target, 5, 30);
      expect(request.status).toBe('scheduled');
      const watched = watchCalls(lab, lab.services.ssoAdmin);
      await change(userName, target.accountId);
      await lab.advance(8);
      if (what.includes('switched off')) await switchPolicy(lab, ENGINEERS, true);
      const after = await lab.read('ben', request.id);
      // The reconciler does not wait for the window of somebody who has left.
      if (/disabled|gone/.test(what))
        expect(after).toMatchObject({ status: 'ended', endReason: 'offboarded' });
      else expect(after).toMatchObject({ status: 'failed', leases: [{ status: 'failed' }] });
      if (after.status === 'failed') expect(after.failure?.length).toBeGreaterThan(0);
      expectNothingGiven(watched, userId, target);
    },
  );

  test('G1: the last approval is refused when the requester has left meanwhile, and says why', async () => {
    const { userName, userId } = await newPerson(lab, 'data-engineers');
    const target = await lab.fresh();
    const request = await lab.ask(userName, target);
    await lab.regroup(userName, 'data-engineers', 'leave');
    const watched = watchCalls(lab, lab.services.ssoAdmin);
    const answer = await lab.decide('ben', request);
    await lab.settle();
    expect(answer.status).toBe(422);
    expect(codesOf(answer)).toEqual(['not-eligible']);
    expect((await lab.read('ben', request.id)).status).toBe('pending');
    expectNothingGiven(watched, userId, target);
  });

  test('G1: nothing begins before its window, and what was asked for begins in it', async () => {
    const target = await lab.fresh();
    const request = await scheduled(lab, 'ann', target, 5, 10);
    await lab.advance(4);
    expect(lab.holds(lab.userId('ann'), target)).toBe(false);
    await lab.advance(2);
    expect(lab.holds(lab.userId('ann'), target)).toBe(true);
    await lab.end('ann', request.id);
    await lab.settle();
  });
});

describe('G2: the end exists before the beginning', () => {
  test('G2: when Identity Center is asked, the record that will end the lease is there', async () => {
    const target = await lab.fresh();
    const userId = lab.userId('jonas');
    const { requests, assignments } = records(lab);
    const seen: object[] = [];
    const watched = watchCalls(lab, lab.services.ssoAdmin, async ({ operation }) => {
      if (operation !== 'CreateAccountAssignment') return;
      const due = await requests.dueLeases(lab.now() + 61 * MINUTE, 1_000);
      const { accountId, permissionSetArn } = target;
      const entitlement = { kind: 'account-assignment' as const, accountId, permissionSetArn };
      const record = await assignments.read(userId, entitlement);
      const own = due.filter(
        ({ beneficiaryId, id }) => beneficiaryId === userId && record?.leases.includes(id),
      );
      seen.push({ due: own.map(({ status }) => status), counted: record?.leases.length });
    });
    await lab.granted('jonas', target);
    watched.stop();
    expect(seen).toEqual([{ due: ['activating'], counted: 1 }]);
  });

  test('G2: a lease whose workflow is stopped right after activation ends on time all the same', async () => {
    const target = await lab.fresh();
    const request = await lab.granted('mateo', target, { minutes: 5 });
    await stopWorkflow(lab, 'lease', request.leases[0]!.id);
    await lab.advance(3);
    expect(lab.holds(lab.userId('mateo'), target)).toBe(true);
    await lab.advance(5);
    expect(lab.holds(lab.userId('mateo'), target)).toBe(false);
    const after = await lab.read('mateo', request.id);
    expect(after).toMatchObject({
      status: 'ended',
      endReason: 'elapsed',
      leases: [{ removal: 'removed' }],
    });
  });

  test('G2: a workflow that dies while Identity Center still assigns leaves nothing behind', async () => {
    const target = await lab.fresh();
    const userId = lab.userId('fatima');
    lab.services.faults.add({
      kind: 'delay',
      operation: 'CreateAccountAssignment',
      times: 1,
      milliseconds: MINUTE,
    });
    const request = await lab.granted('fatima', target, { minutes: 4 });
    expect(request.leases[0]?.status).toBe('activating');
    await stopWorkflow(lab, 'lease', request.leases[0]!.id);
    await lab.advance(2);
    // Nobody is awake, and there it is.
    expect(lab.holds(userId, target)).toBe(true);
    await lab.advance(5);
    expect(lab.holds(userId, target)).toBe(false);
    expect((await lab.read('fatima', request.id)).leases[0]?.status).toMatch(/^(ended|failed)$/);
  });

  test('G2: an activation that keeps failing after Identity Center has assigned is taken back', async () => {
    const target = await lab.fresh();
    const userId = lab.userId('kofi');
    const watched = watchCalls(lab, lab.services.ssoAdmin, async ({ operation }) => {
      // What was created is never listed again while the window lasts: every check of the activation fails.
      if (operation === 'CreateAccountAssignment')
        lab.services.faults.add({ kind: 'fail', operation: 'ListAccountAssignments' });
    });
    const request = await lab.ask('kofi', target, { minutes: 5 });
    await lab.decide('ben', request);
    await lab.advance(4);
    watched.stop();
    lab.services.faults.clear();
    await lab.advance(12);
    expect(lab.holds(userId, target)).toBe(false);
    const after = await lab.read('kofi', request.id);
    expect(after.leases[0]?.status).toMatch(/^(ended|failed)$/);
  });

  test('G2: a request whose workflow is gone expires all the same', async () => {
    const startsAt = new Date(lab.now() + MINUTE).toISOString();
    const request = await lab.ask('priya', await lab.fresh(), { startsAt, minutes: 1 });
    await lab.settle();
    await stopWorkflow(lab, 'approval', request.id);
    await lab.advance(5);
    expect((await lab.read('priya', request.id)).status).toBe('expired');
  });
});
