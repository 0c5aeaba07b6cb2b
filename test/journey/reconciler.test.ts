import { FindingPage } from '../../core/contract/findings';
import { fromIso, MINUTE, SECOND } from '../../core/model/instant';
import { stopExecutions } from '../../local/control/executions';
import { type RequestSeen, type Target, useLaptop } from '../support/laptop';
import { newPerson } from '../support/laptop-world';

const lab = useLaptop();

/** Stops every execution there is, as somebody with the console and no mercy would. */
const stopEverything = () => stopExecutions(lab.services.sfn);

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

describe('what Identity Center lists and no record knows', () => {
  /** Makes somebody hold something by hand, on a permission set that Hourglass manages. */
  async function byHand(): Promise<{ userId: string; target: Target; has: () => boolean }> {
    const { userId } = await newPerson(lab, 'data-engineers');
    const target = await lab.fresh();
    const { accountId, permissionSetArn } = target;
    lab.services.ssoAdmin.createOutside({
      accountId,
      permissionSetArn,
      principalType: 'USER',
      principalId: userId,
    });
    return { userId, target, has: () => lab.holds(userId, target) };
  }

  async function setUnknown(unknownAssignments: string): Promise<void> {
    const { body } = await lab.call('adm', 'GET', '/settings');
    const { id: _, version, changedAt: __, changedBy: ___, ...settings } = body as Record<string, unknown>;
    const edit = { version, settings: { ...settings, unknownAssignments, unknownGraceMinutes: 10 } };
    expect((await lab.call('adm', 'PUT', '/settings', { body: edit })).status).toBe(200);
    await lab.advance(1);
  }

  const openStrays = async () => {
    const page = FindingPage.parse((await lab.call('adm', 'GET', '/findings?limit=100')).body);
    return page.items.filter(({ kind }) => kind === 'unknown-assignment').map(({ userId }) => userId);
  };

  test('G12: is reported and stays, is ended after the grace when the settings say so, as soon as it can be; what is adopted stays', async () => {
    const reported = await byHand();
    await lab.advance(40);
    expect(reported.has()).toBe(true);
    // Identity Center will not delete it: it stays on the list and is tried every five minutes.
    const reason = 'Received a 404 status error: the USER assignee was not found in directory';
    const operation = 'DeleteAccountAssignment';
    const { id } = lab.services.faults.add({ kind: 'fail-operation', operation, reason });
    await setUnknown('end');
    await lab.advance(20);
    const tries = lab.services.faults.list().find((fault) => fault.id === id)?.hits ?? 0;
    const strays = await openStrays();
    expect([reported.has(), strays.includes(reported.userId)]).toEqual([true, true]);
    expect(tries / strays.length).toBeLessThanOrEqual(5);
    lab.services.faults.clear();
    await lab.advance(9);
    expect(reported.has()).toBe(false);
    expect(await openStrays()).not.toContain(reported.userId);
    await setUnknown('adopt');
    const adopted = await byHand();
    await lab.advance(15);
    await setUnknown('end');
    await lab.advance(40);
    expect(adopted.has()).toBe(true);
    await setUnknown('report');
  });

  test('an assignment that the console took away from an active lease is told on its request', async () => {
    const target = await lab.fresh();
    const request = await lab.granted('ann', target, { minutes: 60 });
    lab.services.ssoAdmin.deleteOutside({
      accountId: target.accountId,
      permissionSetArn: target.permissionSetArn,
      principalType: 'USER',
      principalId: lab.userId('ann'),
    });
    await lab.advance(25);
    const seen = await lab.read('ann', request.id);
    expect(seen.timeline.filter(({ type }) => type === 'AssignmentMissing')).toHaveLength(1);
    expect(seen.status).toBe('active');
    await lab.advance(40);
    expect((await lab.read('ann', request.id)).status).toBe('ended');
  });
});
