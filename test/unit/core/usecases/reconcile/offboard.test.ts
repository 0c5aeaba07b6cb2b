import { MINUTE } from '../../../../../core/model/instant';
import { reconcile } from '../../../../../core/usecases/reconcile/reconcile';
import { PEOPLE } from '../../../../support/build';
import { buildWorld, disabled } from '../../../../support/world';

const removed = (userId: string) => (snapshot: Parameters<ReturnType<typeof disabled>>[0]) => ({
  ...snapshot,
  people: snapshot.people.filter((person) => person.userId !== userId),
});

describe('offboarding', () => {
  it.each([
    ['disabled', disabled(PEOPLE.ada), 'is disabled'],
    ['removed', removed(PEOPLE.ada), 'no longer in'],
  ])('G3: the access of a person who was %s is asked to end in the same round', async (_, change, why) => {
    const world = buildWorld();
    const { request, leases } = await world.active('ada');
    const other = await world.active('ben');
    expect(await reconcile(world.ports)).toMatchObject({ offboarded: 0 });
    world.live.differ(change);
    expect(await reconcile(world.ports)).toMatchObject({ offboarded: 1, leasesEnded: 1 });
    const [lease] = await world.leasesOf(request.id);
    expect(lease).toMatchObject({ status: 'ending', endReason: 'offboarded' });
    expect(lease).toMatchObject({ endComment: expect.stringContaining(why) });
    expect((await world.leasesOf(other.request.id))[0]!.status).toBe('active');
    await world.end(leases[0]!);
    expect(await world.read(request.id)).toMatchObject({ status: 'ended', endReason: 'offboarded' });
    expect(await reconcile(world.ports)).toMatchObject({ offboarded: 0 });
  });

  it('what they still wait for is cancelled, with the reason, by Hourglass; what is scheduled never begins', async () => {
    const world = buildWorld();
    const pending = await world.ask('ada');
    const scheduled = await world.granted('ben');
    world.live.differ((snapshot) => disabled(PEOPLE.ben)(disabled(PEOPLE.ada)(snapshot)));
    expect(await reconcile(world.ports)).toMatchObject({
      offboarded: 2,
      requestsCancelled: 1,
      leasesEnded: 1,
    });
    expect(await world.read(pending.id)).toMatchObject({
      status: 'cancelled',
      cancelledBy: { displayName: 'Hourglass' },
      cancelComment: 'This person is disabled in IAM Identity Center.',
    });
    expect(await world.read(scheduled.id)).toMatchObject({ status: 'ended', endReason: 'offboarded' });
  });

  it('G12: two reconcilers at once do it once', async () => {
    const world = buildWorld();
    const { request } = await world.active('ada');
    world.live.differ(disabled(PEOPLE.ada));
    await Promise.all([reconcile(world.ports), reconcile(world.ports)]);
    expect(world.events(request.id).filter((type) => type === 'LeaseEndAsked')).toHaveLength(1);
  });

  it('G12: somebody whom Identity Center does not tell about is reported, and the others are checked', async () => {
    const world = buildWorld();
    await world.active('ada');
    const { request } = await world.active('ben');
    world.live.differ(disabled(PEOPLE.ben));
    const person = world.live.person.bind(world.live);
    world.ports.live.person = async (userId) =>
      userId === PEOPLE.ada ? Promise.reject(new Error('throttled')) : person(userId);
    expect(await reconcile(world.ports)).toMatchObject({ offboarded: 1, failedParts: 0 });
    expect(world.reported).toEqual(['person-not-checked']);
    expect((await world.leasesOf(request.id))[0]!.status).toBe('ending');
  });

  it('with less time than people, takes turns until everybody was asked about', async () => {
    const world = buildWorld();
    for (const name of ['ada', 'ben'] as const) await world.active(name);
    const asked: string[] = [];
    const person = world.live.person.bind(world.live);
    world.ports.live.person = async (userId) => {
      asked.push(userId);
      world.clock.advance(MINUTE);
      return person(userId);
    };
    await reconcile(world.ports);
    await reconcile(world.ports);
    await reconcile(world.ports);
    expect(asked).toEqual([PEOPLE.ada, PEOPLE.ben, PEOPLE.ada]);
  });
});
