import { MINUTE, toIso } from '../../../../core/model/instant';
import { cancelRequest } from '../../../../core/usecases/cancel-request';
import { createRequest } from '../../../../core/usecases/create-request';
import { decideRequest } from '../../../../core/usecases/decide-request';
import { endAccess } from '../../../../core/usecases/end-access';
import { expireRequest } from '../../../../core/usecases/expire-request';
import { previewRequest } from '../../../../core/usecases/preview-request';
import {
  ACCOUNTS,
  buildApprovalPolicy,
  buildEligibilityPolicy,
  buildSettings,
  PEOPLE,
  PERMISSION_SETS,
} from '../../../support/build';
import { buildWorld, disabled, GROUPS, withoutGroups } from '../../../support/world';

const codes = (outcome: { kind: string; reasons?: readonly { code: string }[] }) =>
  (outcome.reasons ?? []).map(({ code }) => code);

describe('asking for access', () => {
  it('creates a pending request and starts the wait for a decision', async () => {
    const world = buildWorld();
    const request = await world.ask();
    expect(request).toMatchObject({
      status: 'pending',
      revision: 1,
      expiresAt: world.clock.now() + 180 * MINUTE,
    });
    expect([...world.workflow.approvals.keys()]).toEqual([request.id]);
    expect(world.events(request.id)).toEqual(['RequestCreated']);
    expect(world.grants.calls).toEqual([]);
  });

  it('grants at once what a policy lets people take themselves, still without touching Identity Center', async () => {
    const world = buildWorld();
    const request = await world.ask('ada', {
      targets: [{ accountId: ACCOUNTS.sandbox, permissionSetArn: PERMISSION_SETS.developer }],
    });
    expect(request.status).toBe('scheduled');
    expect([...world.workflow.leases.keys()]).toEqual([`${request.id}-1`]);
    expect(world.events(request.id)).toEqual(['RequestCreated', 'RequestApproved']);
    expect(world.grants.calls).toEqual([]);
  });

  it('takes names from the directory, not from the caller (G8)', async () => {
    const request = await buildWorld().ask();
    expect(request.targets[0]).toMatchObject({ name: 'Payments Production', permissionSetName: 'ReadOnly' });
    expect(request.requester).toEqual({ userId: PEOPLE.ada, userName: 'ada', displayName: 'Ada Lovelace' });
  });

  it.each([
    [
      'an unknown account',
      { targets: [{ accountId: '999999999999', permissionSetArn: PERMISSION_SETS.readOnly }] },
      'account-unknown',
    ],
    [
      'the management account',
      { targets: [{ accountId: ACCOUNTS.management, permissionSetArn: PERMISSION_SETS.readOnly }] },
      'account-unknown',
    ],
    [
      'a suspended account',
      { targets: [{ accountId: ACCOUNTS.suspended, permissionSetArn: PERMISSION_SETS.readOnly }] },
      'account-not-active',
    ],
    [
      'an unknown permission set',
      {
        targets: [
          { accountId: ACCOUNTS.payments, permissionSetArn: `${PERMISSION_SETS.readOnly.slice(0, -1)}f` },
        ],
      },
      'permission-set-unknown',
    ],
    [
      'a permission set of the management account',
      { targets: [{ accountId: ACCOUNTS.payments, permissionSetArn: PERMISSION_SETS.organization }] },
      'permission-set-in-management-account',
    ],
    ['more time than the rule allows', { minutes: 481 }, 'duration-too-long'],
    ['a start in the past', { startsAt: '2026-11-21T08:00:00Z' }, 'start-in-the-past'],
    ['a start more than a year ahead', { startsAt: '2027-12-01T08:00:00Z' }, 'start-too-far-ahead'],
    ['no justification', { justification: '' }, 'justification-missing'],
    ['a short justification', { justification: 'x' }, 'justification-too-short'],
    ['an unknown beneficiary', { beneficiaryId: 'nobody' }, 'beneficiary-unknown'],
    [
      'access for somebody else without the right to',
      { beneficiaryId: PEOPLE.ben },
      'may-not-ask-for-others',
    ],
  ])('refuses %s and changes nothing', async (_name, overrides, code) => {
    const world = buildWorld();
    const outcome = await createRequest(
      { caller: world.caller('ada'), body: world.body(overrides) },
      world.ports,
    );
    expect(outcome.kind).toBe('refused');
    expect(codes(outcome)).toContain(code);
    expect(world.store.requests.size).toBe(0);
    expect(world.store.events()).toEqual([]);
    expect(world.workflow.approvals.size).toBe(0);
  });

  it('refuses who is not eligible (G1) and says so before anything is written', async () => {
    const world = buildWorld();
    const outcome = await createRequest({ caller: world.caller('hana'), body: world.body() }, world.ports);
    expect(codes(outcome)).toContain('not-eligible');
    expect(world.store.requests.size).toBe(0);
  });

  it('refuses a ticket that does not match the pattern, naming the field', async () => {
    const ticket = { required: true, minLength: 0, pattern: '[A-Z]+-\\d+' };
    const world = buildWorld([buildEligibilityPolicy(), buildApprovalPolicy(), buildSettings({ ticket })]);
    const ask = (value?: string) =>
      createRequest(
        { caller: world.caller('ada'), body: world.body(value === undefined ? {} : { ticket: value }) },
        world.ports,
      );
    expect(await ask()).toMatchObject({ reasons: [{ code: 'ticket-missing', field: 'ticket' }] });
    expect(await ask('nonsense')).toMatchObject({
      reasons: [{ code: 'ticket-not-matching', field: 'ticket' }],
    });
    expect(await ask('OPS-12')).toMatchObject({ kind: 'created' });
  });

  it('refuses when nobody could approve: the only approver is the requester (G6)', async () => {
    const world = buildWorld([
      buildEligibilityPolicy({ subjects: { users: [PEOPLE.cleo] } }),
      buildApprovalPolicy({ steps: [{ approvers: { users: [PEOPLE.cleo] } }] }),
    ]);
    const outcome = await createRequest({ caller: world.caller('cleo'), body: world.body() }, world.ports);
    expect(codes(outcome)).toEqual(['no-possible-approver']);
  });

  it('refuses a duplicate and offers the live request', async () => {
    const world = buildWorld();
    const first = await world.ask();
    const outcome = await createRequest({ caller: world.caller('ada'), body: world.body() }, world.ports);
    expect(outcome).toMatchObject({ reasons: [{ code: 'live-request-exists', requestId: first.id }] });
  });

  it('lets a held access be prolonged by asking for longer', async () => {
    const world = buildWorld();
    await world.active('ada');
    const outcome = await createRequest(
      { caller: world.caller('ada'), body: world.body({ minutes: 120 }) },
      world.ports,
    );
    expect(outcome.kind).toBe('created');
    const shorter = await createRequest(
      { caller: world.caller('ada'), body: world.body({ minutes: 30 }) },
      world.ports,
    );
    expect(codes(shorter)).toContain('live-request-exists');
  });

  it('makes one of two requests for the same thing that are judged at the same moment, and tells the other', async () => {
    const world = buildWorld();
    const input = (idempotencyKey: string) => ({
      caller: world.caller('ada'),
      body: world.body(),
      idempotencyKey,
    });
    const outcomes: unknown[] = [];
    world.ledger.beforeNext = async () => {
      outcomes.push((await createRequest(input('key-1'), world.ports)).kind);
    };
    expect(await createRequest(input('key-2'), world.ports)).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'live-request-exists', requestId: expect.any(String) }],
    });
    expect(outcomes).toEqual(['created']);
    expect(world.store.requests.size).toBe(1);
  });

  it('makes both of two requests for different things, though they are judged at the same moment', async () => {
    const world = buildWorld();
    world.ledger.beforeNext = () => world.ask('ada');
    const other = { accountId: ACCOUNTS.shop, permissionSetArn: PERMISSION_SETS.readOnly };
    await world.ask('ada', { targets: [other] });
    expect(world.store.requests.size).toBe(2);
  });

  it('answers the same Idempotency-Key with the same request, and refuses it for another body', async () => {
    const world = buildWorld();
    const create = (minutes: number) =>
      createRequest(
        { caller: world.caller('ada'), body: world.body({ minutes }), idempotencyKey: 'k1' },
        world.ports,
      );
    const first = await create(60);
    const again = await create(60);
    expect(first.kind).toBe('created');
    expect(again).toMatchObject({
      kind: 'replayed',
      request: { id: first.kind === 'created' ? first.request.id : '' },
    });
    expect(await create(61)).toEqual({ kind: 'key-reused' });
    expect(world.store.requests.size).toBe(1);
  });

  it('answers the same wish with the same request when both were sent at once, not that it stands in its own way', async () => {
    const world = buildWorld();
    const create = () =>
      createRequest({ caller: world.caller('ada'), body: world.body(), idempotencyKey: 'k1' }, world.ports);
    const first = await create();
    // The second looked for the key before the first had written it, and for live requests after.
    jest.spyOn(world.ports.requests, 'idempotency').mockResolvedValueOnce(undefined);
    expect(await create()).toMatchObject({
      kind: 'replayed',
      request: { id: first.kind === 'created' ? first.request.id : '' },
    });
    expect(world.store.requests.size).toBe(1);
  });

  it('says that the workflow could not be started and leaves the request for the reconciler (G12)', async () => {
    const world = buildWorld();
    world.workflow.failNext = new Error('Step Functions is away');
    const request = await world.ask();
    expect(request.status).toBe('pending');
    expect(world.reported).toEqual(['workflow-not-started']);
  });
});

describe('the preview', () => {
  it('tells the rule, the approvers and the end, and writes nothing', async () => {
    const world = buildWorld();
    const preview = await previewRequest({ caller: world.caller('ada'), body: world.body() }, world.ports);
    expect(preview).toMatchObject({
      allowed: true,
      approvalRequired: true,
      maxMinutes: 480,
      endsAt: toIso(world.clock.now() + 60 * MINUTE),
      sessionsUntil: toIso(world.clock.now() + 120 * MINUTE),
    });
    const people = preview.approvers[0]?.alternatives[0]?.steps[0]?.people.map(
      ({ displayName }) => displayName,
    );
    expect(people).toEqual(['Cleo Marin', 'Dan Ito']);
    expect(world.store.events()).toEqual([]);
  });

  it('refuses for exactly the reasons of the request itself', async () => {
    const world = buildWorld();
    const body = world.body({ minutes: 5_000, justification: '' });
    const preview = await previewRequest({ caller: world.caller('ada'), body }, world.ports);
    const outcome = await createRequest({ caller: world.caller('ada'), body }, world.ports);
    expect(preview.allowed).toBe(false);
    expect(outcome).toMatchObject({ kind: 'refused', reasons: preview.reasons });
  });
});

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

describe('expiry, cancellation and early end', () => {
  it('expires what nobody decided, and only that', async () => {
    const world = buildWorld();
    const request = await world.ask();
    expect(await expireRequest({ requestId: request.id }, world.ports)).toEqual({ kind: 'already-decided' });
    world.clock.advance(180 * MINUTE);
    expect(await expireRequest({ requestId: request.id }, world.ports)).toEqual({ kind: 'expired' });
    expect(await world.read(request.id)).toMatchObject({ status: 'expired' });
    expect(codes(await world.decide(request.id, 'cleo'))).toEqual(['not-pending']);
  });

  it('lets a decision that comes in the same moment stand', async () => {
    const world = buildWorld();
    const request = await world.ask();
    world.clock.advance(180 * MINUTE - 1);
    const decided = await world.decide(request.id, 'cleo');
    world.clock.advance(1);
    expect(decided.kind).toBe('decided');
    expect(await expireRequest({ requestId: request.id }, world.ports)).toEqual({ kind: 'already-decided' });
  });

  it('cancels while pending, and wakes the workflow', async () => {
    const world = buildWorld();
    const request = await world.ask();
    await world.ports.tokens.store({ kind: 'decision', requestId: request.id }, 'token-1');
    const outcome = await cancelRequest(
      { caller: world.caller('ada'), requestId: request.id, comment: 'Not needed' },
      world.ports,
    );
    expect(outcome).toMatchObject({
      kind: 'cancelled',
      request: { status: 'cancelled', cancelComment: 'Not needed' },
    });
    expect(world.workflow.answers).toHaveLength(1);
  });

  it('cancels a scheduled request with its leases, which then never begin', async () => {
    const world = buildWorld();
    const request = await world.granted('ada', { startsAt: '2026-11-21T12:00:00Z' });
    await cancelRequest({ caller: world.caller('ada'), requestId: request.id, comment: '' }, world.ports);
    const [lease] = await world.leasesOf(request.id);
    expect(lease).toMatchObject({ status: 'ended', endReason: 'cancelled', removal: 'never-held' });
    world.clock.advance(4 * 60 * MINUTE);
    expect(await world.activate(lease!)).toEqual({ state: 'over' });
    expect(world.grants.calls).toEqual([]);
  });

  it('does not let an approver cancel, nor a stranger know', async () => {
    const world = buildWorld();
    const request = await world.ask();
    const cancel = (name: 'cleo' | 'hana') =>
      cancelRequest({ caller: world.caller(name), requestId: request.id, comment: '' }, world.ports);
    expect((await cancel('cleo')).kind).toBe('refused');
    expect((await cancel('hana')).kind).toBe('not-found');
    expect((await world.read(request.id))?.status).toBe('pending');
  });

  it('gives back as holder and revokes as approver, recording who and why', async () => {
    for (const [name, reason] of [
      ['ada', 'returned'],
      ['cleo', 'revoked'],
    ] as const) {
      const world = buildWorld();
      const { request } = await world.active();
      const outcome = await endAccess(
        { caller: world.caller(name), requestId: request.id, comment: 'Done' },
        world.ports,
      );
      expect(outcome.kind).toBe('ending');
      const [lease] = await world.leasesOf(request.id);
      expect(lease).toMatchObject({
        status: 'ending',
        endReason: reason,
        endComment: 'Done',
        endedBy: { userName: name },
      });
      await world.end(lease!);
      expect(await world.read(request.id)).toMatchObject({ status: 'ended', endReason: reason });
    }
  });

  it('refuses to end what has ended', async () => {
    const world = buildWorld();
    const { request, leases } = await world.active();
    world.clock.advance(61 * MINUTE);
    await world.end(leases[0]!);
    const outcome = await endAccess(
      { caller: world.caller('ada'), requestId: request.id, comment: '' },
      world.ports,
    );
    expect(codes(outcome)).toEqual(['not-live']);
  });
});
