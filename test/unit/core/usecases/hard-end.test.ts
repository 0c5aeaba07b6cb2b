import { hardEndStream } from '../../../../core/model/hard-end';
import { HOUR, MINUTE, SECOND } from '../../../../core/model/instant';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endAccess } from '../../../../core/usecases/end-access';
import { writeHardEnd } from '../../../../core/usecases/hard-end/write-hard-end';
import { buildEntitlement, PEOPLE } from '../../../support/build';
import { ACCOUNT, hardWorld, SET, THEIRS } from '../../../support/hard-world';

describe('a lease that must have a hard end', () => {
  test('G2: its deny is in force in the account before Identity Center is asked for the assignment', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    const first = await activateLease({ ...world.ids(lease) }, world.ports);
    expect(first).toMatchObject({ state: 'hard-end', permissionSetArn: SET });
    expect(world.grants.calls.filter(({ call }) => call === 'create')).toEqual([]);
    expect(await activateLease({ ...world.ids(lease) }, world.ports)).toMatchObject({ state: 'hard-end' });
    expect(world.grants.calls.filter(({ call }) => call === 'create')).toEqual([]);
    await writeHardEnd(SET, world.ports);
    expect(world.act({ issuedAt: world.clock.now() })).toBe('allowed');
    expect(world.act({ issuedAt: world.clock.now() }, lease.endsAt)).toBe('denied');
    expect(await world.activate(lease)).toEqual(['active']);
  });

  test('G3: its sessions are denied at the end though nothing runs then', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    expect(await world.activate(lease)).toEqual(['hard-end', 'active']);
    const session = { issuedAt: world.clock.now() };
    expect(world.act(session, lease.endsAt - SECOND)).toBe('allowed');
    expect(world.act(session, lease.endsAt)).toBe('denied');
    expect(world.act({ ...session, userId: PEOPLE.ben }, lease.endsAt)).toBe('allowed');
  });

  test('an early end is in force with the next round', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    await world.activate(lease);
    const session = { issuedAt: world.clock.now() };
    world.clock.advance(10 * MINUTE);
    await endAccess({ caller: world.caller('ada'), requestId: lease.requestId, comment: '' }, world.ports);
    await world.end(lease);
    await world.tidy();
    expect(world.act(session)).toBe('denied');
    expect(world.act({ issuedAt: world.clock.now() + MINUTE }, world.clock.now() + MINUTE)).toBe('allowed');
  });

  test('the next lease of the same person begins with sessions of its own; the old ones stay denied', async () => {
    const world = hardWorld();
    const first = await world.scheduled();
    await world.activate(first);
    const old = { issuedAt: world.clock.now() };
    world.clock.advanceTo(first.endsAt);
    await world.end(first);
    const second = await world.scheduled();
    expect(await world.activate(second)).toEqual(['hard-end', 'active']);
    const fresh = { issuedAt: world.clock.now() };
    expect(world.act(old)).toBe('denied');
    expect(world.act(fresh)).toBe('allowed');
    expect(world.act(fresh, second.endsAt)).toBe('denied');
  });

  test('G5: a second lease that overlaps moves the deny to the later end', async () => {
    const world = hardWorld();
    const first = await world.scheduled('ada', 60);
    await world.activate(first);
    const session = { issuedAt: world.clock.now() };
    const second = await world.scheduled('ada', 90);
    expect(await world.activate(second)).toEqual(['hard-end', 'active']);
    expect(world.act(session, first.endsAt)).toBe('allowed');
    expect(world.act(session, second.endsAt)).toBe('denied');
    world.clock.advanceTo(first.endsAt);
    await world.end(first);
    await world.tidy();
    expect(world.act(session)).toBe('allowed');
    expect(world.act(session, second.endsAt)).toBe('denied');
  });

  test('several that are asked for together are written once', async () => {
    const world = hardWorld();
    const leases = [await world.scheduled('ada'), await world.scheduled('ben')];
    for (const lease of leases) await activateLease({ ...world.ids(lease) }, world.ports);
    await writeHardEnd(SET, world.ports);
    for (const lease of leases) expect(await world.activate(lease)).toEqual(['active']);
    expect(world.inlinePolicies.writes).toHaveLength(1);
    expect(world.inlinePolicies.provisioned).toEqual([ACCOUNT]);
  });

  test('G4: standing access is not denied', async () => {
    const world = hardWorld();
    world.grants.give(PEOPLE.ada, buildEntitlement());
    const lease = await world.scheduled();
    expect(await world.activate(lease)).toEqual(['active']);
    expect(world.inlinePolicies.writes).toEqual([]);
  });

  test('nothing is left behind when the last session can have ended: the policy is as the customer wrote it', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    await world.activate(lease);
    world.clock.advanceTo(lease.endsAt);
    await world.end(lease);
    await world.tidy();
    expect(world.inlinePolicies.policyOf(SET)).toContain('TokenIssueTime');
    world.clock.advance(13 * HOUR);
    expect(await world.tidy()).toMatchObject({ inForce: 1, busy: 0, impossible: 0 });
    expect(world.inlinePolicies.policyOf(SET)).toBe(THEIRS);
    expect(world.inlinePolicies.roleOf(SET, ACCOUNT)).toBe(THEIRS);
    expect(await world.record()).toMatchObject({ entries: [], toProvision: [] });
    expect(await world.tidy()).toMatchObject({ inForce: 0, strays: 0 });
  });

  test('without the option nothing is written, asked or waited for', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    const off = { ...world.ports, hardEndMode: 'off' as const };
    expect(await activateLease({ ...world.ids(lease) }, off)).toMatchObject({ state: 'active' });
    expect(await world.record()).toBeUndefined();
  });
});

describe('what stands in the way', () => {
  test('a policy without room refuses the lease, with the reason, and nothing is assigned', async () => {
    const world = hardWorld();
    const long = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${'x'.repeat(10_000)}` }],
    });
    world.inlinePolicies.edit(SET, long);
    const lease = await world.scheduled();
    expect(await world.activate(lease)).toEqual(['hard-end', 'over']);
    await world.end(lease);
    const [failed] = await world.leasesOf(lease.requestId);
    expect(failed).toMatchObject({ status: 'failed', failure: [{ code: 'hard-end-impossible' }] });
    expect(world.grants.calls.filter(({ call }) => call === 'create')).toEqual([]);
    await world.tidy();
    expect(await world.record()).toMatchObject({ entries: [] });
    expect(world.inlinePolicies.policyOf(SET)).toBe(long);
  });

  test.each([
    [
      'a policy that cannot be read',
      (world: ReturnType<typeof hardWorld>) => world.inlinePolicies.edit(SET, '{'),
    ],
    [
      'a permission set that is gone',
      (world: ReturnType<typeof hardWorld>) => world.inlinePolicies.remove(SET),
    ],
    [
      'a refusal of Identity Center',
      (world: ReturnType<typeof hardWorld>) =>
        world.inlinePolicies.answerNext('refused', 'AccessDeniedException'),
    ],
    [
      'a role that cannot be brought up to date',
      (world: ReturnType<typeof hardWorld>) => {
        world.inlinePolicies.failNext = 'The role cannot be updated.';
      },
    ],
  ])('%s fails closed', async (_, spoil) => {
    const world = hardWorld();
    const lease = await world.scheduled();
    spoil(world);
    expect(await world.activate(lease)).toEqual(['hard-end', 'over']);
    expect(world.grants.calls.filter(({ call }) => call === 'create')).toEqual([]);
  });

  test('a conflict or throttling is waited for', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    world.inlinePolicies.answerNext('busy');
    world.inlinePolicies.answerNext('busy', 'ThrottlingException');
    expect((await world.activate(lease)).at(-1)).toBe('active');
    expect(world.store.eventTypes(hardEndStream(SET))).toContain('HardEndNotWritten');
  });

  test('a customer who writes right after us does not switch the deny off, and loses nothing', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    const edited = THEIRS.replace('"Action":"*"', '"Action":"ec2:*"');
    world.inlinePolicies.afterWrite = () => world.inlinePolicies.edit(SET, edited);
    expect((await world.activate(lease)).at(-1)).toBe('active');
    const policy = world.inlinePolicies.policyOf(SET);
    expect(policy).toContain('ec2:*');
    expect(policy).toContain('HourglassHardEnd1');
    expect(world.inlinePolicies.roleOf(SET, ACCOUNT)).toBe(policy);
  });

  test('a deny that somebody took out is put back with the next round', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    await world.activate(lease);
    world.inlinePolicies.edit(SET, THEIRS);
    await world.tidy();
    expect(world.inlinePolicies.roleOf(SET, ACCOUNT)).toContain('HourglassHardEnd1');
  });

  test('G12: a writer that died lets go of its lock, and what it had asked for is done', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    await activateLease({ ...world.ids(lease) }, world.ports);
    world.inlinePolicies.beforeWrite = () => {
      throw new Error('killed');
    };
    await expect(writeHardEnd(SET, world.ports)).rejects.toThrow('killed');
    world.inlinePolicies.beforeWrite = undefined;
    expect(await writeHardEnd(SET, world.ports)).toBe('busy');
    world.clock.advance(91 * SECOND);
    expect(await writeHardEnd(SET, world.ports)).toBe('in-force');
    expect(await world.activate(lease)).toEqual(['active']);
  });

  test('two writers at once: the second waits, neither takes out what the other wrote', async () => {
    const world = hardWorld();
    const [one, two] = [await world.scheduled('ada'), await world.scheduled('ben')];
    await activateLease({ ...world.ids(one) }, world.ports);
    world.inlinePolicies.beforeWrite = () => undefined;
    const first = writeHardEnd(SET, world.ports);
    await activateLease({ ...world.ids(two) }, world.ports);
    await Promise.all([first, writeHardEnd(SET, world.ports)]);
    await world.activate(one);
    await world.activate(two);
    const at = world.clock.now();
    for (const userId of [PEOPLE.ada, PEOPLE.ben])
      expect(world.act({ userId, issuedAt: at }, one.endsAt + HOUR)).toBe('denied');
  });

  test('denies that no record explains are found and taken away', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    await world.activate(lease);
    world.store.hardEnds.clear();
    const outcomes = [];
    for (let minute = 0; minute < 3; minute += 1) {
      outcomes.push(await world.tidy());
      world.clock.advance(MINUTE);
    }
    expect(outcomes.some(({ strays }) => strays === 1)).toBe(true);
    expect(world.inlinePolicies.policyOf(SET)).toBe(THEIRS);
    expect(world.inlinePolicies.roleOf(SET, ACCOUNT)).toBe(THEIRS);
  });
});
