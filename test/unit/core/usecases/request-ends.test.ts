import { MINUTE } from '../../../../core/model/instant';
import { cancelRequest } from '../../../../core/usecases/cancel-request';
import { endAccess } from '../../../../core/usecases/end-access';
import { expireRequest } from '../../../../core/usecases/expire-request';
import { ACCOUNTS, PEOPLE, PERMISSION_SETS } from '../../../support/build';
import { buildWorld, disabled } from '../../../support/world';

const codes = (outcome: { kind: string; reasons?: readonly { code: string }[] }) =>
  (outcome.reasons ?? []).map(({ code }) => code);

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

  it('G8: does not let anybody who is disabled cancel or end, whatever their token says', async () => {
    const world = buildWorld();
    const { request } = await world.active();
    const elsewhere = [{ accountId: ACCOUNTS.sandbox, permissionSetArn: PERMISSION_SETS.readOnly }];
    const next = await world.ask('ada', { targets: elsewhere });
    world.live.differ(disabled(PEOPLE.ada));
    const change = { caller: world.caller('ada'), comment: '' };
    expect(codes(await cancelRequest({ ...change, requestId: next.id }, world.ports))).toEqual([
      'person-disabled',
    ]);
    expect(codes(await endAccess({ ...change, requestId: request.id }, world.ports))).toEqual([
      'person-disabled',
    ]);
    expect((await world.read(next.id))?.status).toBe(next.status);
    expect((await world.leasesOf(request.id)).map(({ status }) => status)).toEqual(['active']);
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
