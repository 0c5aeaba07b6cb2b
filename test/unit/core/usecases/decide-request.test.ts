import { MINUTE } from '../../../../core/model/instant';
import { decideRequest } from '../../../../core/usecases/decide-request';
import { buildApprovalPolicy, buildEligibilityPolicy, PEOPLE } from '../../../support/build';
import { buildWorld, disabled, GROUPS, withoutGroups } from '../../../support/world';

const codes = (outcome: { kind: string; reasons?: readonly { code: string }[] }) =>
  (outcome.reasons ?? []).map(({ code }) => code);

describe('deciding', () => {
  it('schedules the leases on the last yes and wakes the waiting workflow', async () => {
    const world = buildWorld();
    const request = await world.ask();
    await world.ports.tokens.store({ kind: 'decision', requestId: request.id }, 'token-1');
    const outcome = await world.decide(request.id, 'cleo');
    expect(outcome).toMatchObject({ kind: 'decided', request: { status: 'scheduled', revision: 2 } });
    expect(world.workflow.answers).toEqual([{ token: 'token-1', output: { status: 'scheduled' } }]);
    expect([...world.workflow.leases.keys()]).toEqual([`${request.id}-1`]);
    expect(world.events(request.id)).toEqual(['RequestCreated', 'DecisionRecorded', 'RequestApproved']);
  });

  it('ends the request on one no, with its comment', async () => {
    const world = buildWorld();
    const request = await world.ask();
    expect(await world.decide(request.id, 'cleo', 'reject', '')).toMatchObject({
      reasons: [{ code: 'comment-missing' }],
    });
    expect(await world.decide(request.id, 'cleo', 'reject', 'Not today')).toMatchObject({
      request: { status: 'rejected' },
    });
    expect(world.workflow.leases.size).toBe(0);
  });

  it('G6: refuses the requester and the beneficiary, whatever groups they are in, and audits the refusal', async () => {
    const world = buildWorld([
      buildEligibilityPolicy({ subjects: { groups: [GROUPS.leads] }, onBehalfBy: [GROUPS.leads] }),
      buildApprovalPolicy({ steps: [{ approvers: { groups: [GROUPS.leads, GROUPS.security] } }] }),
    ]);
    const own = await world.ask('cleo');
    expect(codes(await world.decide(own.id, 'cleo'))).toEqual(['own-request']);
    const forDan = await world.ask('cleo', { beneficiaryId: PEOPLE.dan, minutes: 61 });
    expect(codes(await world.decide(forDan.id, 'cleo'))).toEqual(['own-request']);
    expect(codes(await world.decide(forDan.id, 'dan'))).toEqual(['own-request']);
    expect((await world.read(forDan.id))?.status).toBe('pending');
    expect(world.events(forDan.id)).toEqual(['RequestCreated', 'DecisionRefused', 'DecisionRefused']);
  });

  it('G8: asks Identity Center, not the snapshot, who is in the approver group now', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.live.differ(withoutGroups(PEOPLE.cleo));
    expect(await world.decide(request.id, 'cleo')).toEqual({ kind: 'not-found' });
    expect((await world.read(request.id))?.status).toBe('pending');
  });

  it('refuses an approver who is disabled now', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.live.differ(disabled(PEOPLE.cleo));
    expect(codes(await world.decide(request.id, 'cleo'))).toContain('person-disabled');
  });

  it('hides the request from people it does not concern', async () => {
    const world = buildWorld();
    const request = await world.ask();
    expect(await world.decide(request.id, 'hana')).toEqual({ kind: 'not-found' });
    expect(await world.decide('unknown', 'cleo')).toEqual({ kind: 'not-found' });
  });

  it('G1: does not approve for somebody who is no longer eligible', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.live.differ(withoutGroups(PEOPLE.ada));
    expect(codes(await world.decide(request.id, 'cleo'))).toEqual(['not-eligible']);
    expect((await world.read(request.id))?.status).toBe('pending');
    expect(world.store.leases.size).toBe(0);
  });

  it('G11: the second of two who decide at once is told what the first did', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.ledger.beforeNext = () => world.decide(request.id, 'dan', 'reject', 'No');
    const outcome = await world.decide(request.id, 'cleo');
    expect(outcome).toMatchObject({ kind: 'conflict', reasons: [{ code: 'not-pending' }] });
    expect(outcome).toMatchObject({ reasons: [{ message: expect.stringContaining('Dan Ito') }] });
    expect(await world.read(request.id)).toMatchObject({
      status: 'rejected',
      decisions: [{ approver: { userName: 'dan' } }],
    });
  });

  it('refuses a decision on a revision that is no longer there', async () => {
    const world = buildWorld();
    const request = await world.ask();
    const outcome = await decideRequest(
      { caller: world.caller('cleo'), requestId: request.id, answer: 'approve', comment: '', revision: 7 },
      world.ports,
    );
    expect(codes(outcome)).toEqual(['stale-revision']);
  });

  it('refuses once the time to decide is over, even before it was expired', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.clock.advance(181 * MINUTE);
    expect(codes(await world.decide(request.id, 'cleo'))).toEqual(['decision-time-over']);
  });

  it('needs every step, in order, from different people', async () => {
    const world = buildWorld([
      buildEligibilityPolicy(),
      buildApprovalPolicy({
        steps: [
          { name: 'Lead', approvers: { groups: [GROUPS.leads] } },
          { name: 'Security', approvers: { groups: [GROUPS.security] } },
        ],
      }),
    ]);
    const request = await world.ask();
    expect(codes(await world.decide(request.id, 'finn'))).toEqual(['step-not-reached']);
    expect(await world.decide(request.id, 'dan')).toMatchObject({
      request: { status: 'pending', revision: 2 },
    });
    expect(codes(await world.decide(request.id, 'dan'))).toEqual(['already-decided-by-you']);
    expect(await world.decide(request.id, 'finn')).toMatchObject({
      request: { status: 'scheduled', revision: 3 },
    });
  });
});
