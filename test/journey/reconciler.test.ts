import { fromIso, MINUTE, SECOND } from '../../core/model/instant';
import { type RequestSeen, type Target, useLaptop } from '../support/laptop';
import { newPerson } from '../support/laptop-world';

const lab = useLaptop();

/** Stops every execution there is, as somebody with the console and no mercy would. */
async function stopEverything(): Promise<number> {
  const { stateMachines } = (await lab.services.sfn.call({
    operation: 'ListStateMachines',
    input: {},
  })) as { stateMachines: { stateMachineArn: string }[] };
  let stopped = 0;
  for (const { stateMachineArn } of stateMachines) {
    const input = { stateMachineArn, statusFilter: 'RUNNING', maxResults: 1000 };
    const { executions } = (await lab.services.sfn.call({ operation: 'ListExecutions', input })) as {
      executions: { executionArn: string }[];
    };
    for (const { executionArn } of executions)
      await lab.services.sfn.call({ operation: 'StopExecution', input: { executionArn } });
    stopped += executions.length;
  }
  return stopped;
}

/** When the assignment of a person disappeared, in milliseconds after the end of the request. */
function removalAfter(userId: string, request: RequestSeen): { late: () => number | undefined } {
  let at: number | undefined;
  lab.services.ssoAdmin.onAssignmentChange(({ kind, assignment }) => {
    if (kind === 'deleted' && assignment.principalId === userId) at = lab.now();
  });
  return { late: () => (at === undefined ? undefined : at - fromIso(request.endsAt!)) };
}

describe('the reconciler, when every workflow was lost', () => {
  test('G3: leases whose executions were all stopped by hand end on time', async () => {
    const people = ['ann', 'jonas', 'mateo'];
    const held: { name: string; target: Target; request: RequestSeen; late: () => number | undefined }[] = [];
    for (const name of people) {
      const target = await lab.fresh();
      const request = await lab.granted(name, target, { minutes: 6 });
      held.push({ name, target, request, ...removalAfter(lab.userId(name), request) });
    }
    expect(await stopEverything()).toBeGreaterThanOrEqual(people.length);
    await lab.advance(8);
    for (const { name, target, request, late } of held) {
      expect(lab.holds(lab.userId(name), target)).toBe(false);
      expect(late()).toBeLessThan(20 * SECOND);
      const seen = await lab.read(name, request.id);
      expect(seen).toMatchObject({ status: 'ended', endReason: 'elapsed' });
      expect(seen.timeline.map(({ type }) => type)).toContain('WorkflowRestarted');
    }
  });

  test('G3: and those whose executions are stopped at the very end, within two rounds', async () => {
    const target = await lab.fresh();
    const request = await lab.granted('ann', target, { minutes: 4 });
    await lab.laptop.clock.advanceTo(fromIso(request.endsAt!) - SECOND);
    await stopEverything();
    await lab.laptop.clock.advanceTo(fromIso(request.endsAt!) + 2.5 * MINUTE);
    expect(lab.holds(lab.userId('ann'), target)).toBe(false);
    expect((await lab.read('ann', request.id)).status).toBe('ended');
  });

  test('G12: the ending that the reconciler started is stopped as well, and replaced', async () => {
    const target = await lab.fresh();
    const request = await lab.granted('ann', target, { minutes: 4 });
    lab.services.faults.add({ kind: 'fail', operation: 'DeleteAccountAssignment', times: 20 });
    await lab.laptop.clock.advanceTo(fromIso(request.endsAt!) - SECOND);
    await stopEverything();
    await lab.laptop.clock.advanceTo(fromIso(request.endsAt!) + 2 * MINUTE);
    await stopEverything();
    lab.services.faults.clear();
    await lab.laptop.clock.advanceTo(fromIso(request.endsAt!) + 5 * MINUTE);
    expect(lab.holds(lab.userId('ann'), target)).toBe(false);
    expect((await lab.read('ann', request.id)).status).toBe('ended');
  });
});

describe('offboarding', () => {
  test('G3: who is disabled in Identity Center has no access two minutes later, and nothing to wait for', async () => {
    const { userName, userId } = await newPerson(lab, 'data-engineers');
    const target = await lab.fresh();
    const request = await lab.granted(userName, target, { minutes: 120 });
    const pending = await lab.ask(userName, await lab.fresh());
    lab.services.identityStore.setUserStatus(userId, 'DISABLED');
    await lab.advance(2);
    expect(lab.holds(userId, target)).toBe(false);
    expect(await lab.read('ben', request.id)).toMatchObject({ status: 'ended', endReason: 'offboarded' });
    const cancelled = await lab.read('ben', pending.id);
    expect(cancelled.status).toBe('cancelled');
    expect(cancelled.timeline.at(-1)).toMatchObject({
      actor: 'Hourglass',
      comment: 'This person is disabled in IAM Identity Center.',
    });
  });
});
