import { MINUTE } from '../../../../core/model/instant';
import type { EndWish } from '../../../../core/usecases/ask-end';
import { endMany } from '../../../../core/usecases/end-many';
import { hourglass } from '../../../../core/usecases/events';
import { ACCOUNTS, PEOPLE, PERMISSION_SETS } from '../../../support/build';
import { buildWorld, disabled, type World } from '../../../support/world';

const wish: EndWish = { reason: 'offboarded', actor: hourglass('reconcile'), comment: 'Left the company' };
const soon = (world: World) => world.clock.now() + 10 * MINUTE;

async function threeLeases(world: World) {
  const targets = [PERMISSION_SETS.readOnly, PERMISSION_SETS.developer].map((permissionSetArn) => ({
    accountId: ACCOUNTS.payments,
    permissionSetArn,
  }));
  const ada = await world.active('ada', { targets });
  const ben = await world.active('ben');
  return [...ada.leases, ...ben.leases];
}

describe('ending many leases', () => {
  it('asks for all of them, one commit for each request, and records why', async () => {
    const world = buildWorld();
    const leases = await threeLeases(world);
    const before = world.ledger.committed;
    expect(await endMany(leases, wish, soon(world), world.ports)).toEqual({
      asked: 3,
      over: 0,
      failed: 0,
      left: 0,
    });
    expect(world.ledger.committed - before).toBe(2);
    for (const { id, requestId } of leases) {
      const lease = await world.ports.requests.readLease(requestId, id);
      expect(lease).toMatchObject({
        status: 'ending',
        endReason: 'offboarded',
        endComment: 'Left the company',
      });
      expect(lease).not.toHaveProperty('endedBy');
    }
  });

  it('may be called again: what is ending already is over for it, and leases that were not meant stay', async () => {
    const world = buildWorld();
    const [first, second, third] = await threeLeases(world);
    await endMany([first!], wish, soon(world), world.ports);
    const again = await endMany([first!, third!], wish, soon(world), world.ports);
    expect(again).toEqual({ asked: 1, over: 1, failed: 0, left: 0 });
    expect((await world.ports.requests.readLease(second!.requestId, second!.id))?.status).toBe('active');
  });

  it('a lease that has not begun never begins', async () => {
    const world = buildWorld();
    const request = await world.granted('ada');
    await endMany(await world.leasesOf(request.id), wish, soon(world), world.ports);
    expect(await world.read(request.id)).toMatchObject({ status: 'ended', endReason: 'offboarded' });
    expect(await world.leasesOf(request.id)).toMatchObject([{ status: 'ended', removal: 'never-held' }]);
  });

  it('G12: one that fails is reported, counted and stops no other', async () => {
    const world = buildWorld();
    const leases = await threeLeases(world);
    world.ledger.failNext = new Error('away');
    const outcome = await endMany(leases, wish, soon(world), world.ports);
    expect(outcome.failed + outcome.asked).toBe(3);
    expect(outcome.failed).toBeGreaterThan(0);
    expect(world.reported).toEqual(['end-not-asked']);
    await endMany(leases, wish, soon(world), world.ports);
    for (const { id, requestId } of leases)
      expect((await world.ports.requests.readLease(requestId, id))?.status).toBe('ending');
  });

  it('begins nothing when its time is over, and says how much is left', async () => {
    const world = buildWorld();
    const leases = await threeLeases(world);
    expect(await endMany(leases, wish, world.clock.now(), world.ports)).toMatchObject({ asked: 0, left: 3 });
  });

  it('G7: asks nothing about the person, the directory or the policies', async () => {
    const world = buildWorld();
    const leases = await threeLeases(world);
    world.live.differ(disabled(PEOPLE.ada));
    world.store.policies.clear();
    world.directory.current = undefined;
    expect(await endMany(leases, wish, soon(world), world.ports)).toMatchObject({ asked: 3 });
  });
});
