import { MINUTE, toIso } from '../../../../core/model/instant';
import { createRequest } from '../../../../core/usecases/create-request';
import { previewRequest } from '../../../../core/usecases/preview-request';
import {
  ACCOUNTS,
  buildApprovalPolicy,
  buildEligibilityPolicy,
  buildSettings,
  PEOPLE,
  PERMISSION_SETS,
} from '../../../support/build';
import { buildWorld } from '../../../support/world';

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
