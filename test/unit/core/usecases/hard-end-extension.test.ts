import fc from 'fast-check';
import { HOUR, MINUTE, SECOND } from '../../../../core/model/instant';
import type { Lease } from '../../../../core/model/lease';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endAccess } from '../../../../core/usecases/end-access';
import { extendRequest } from '../../../../core/usecases/extend-request';
import { writeHardEnd } from '../../../../core/usecases/hard-end/write-hard-end';
import { PEOPLE } from '../../../support/build';
import { ACCOUNT, hardWorld, SET, THEIRS } from '../../../support/hard-world';

type HardWorld = ReturnType<typeof hardWorld>;

const HALF_AN_HOUR = 30 * MINUTE;

/** The approver moves the end; says where it is now. */
async function extend(world: HardWorld, { requestId }: Lease, minutes = 30): Promise<number> {
  const revision = (await world.read(requestId))?.revision ?? 0;
  const input = { caller: world.caller('cleo'), requestId, minutes, revision, comment: '' };
  const outcome = await extendRequest(input, world.ports);
  if (outcome.kind !== 'extended') throw new Error(JSON.stringify(outcome));
  const [lease] = await world.leasesOf(requestId);
  if (!lease) throw new Error('no lease');
  return lease.endsAt;
}

/** A lease that lives, and a session of it. */
async function living(minutes = 60) {
  const world = hardWorld();
  const lease = await world.scheduled('ada', minutes);
  expect((await world.activate(lease)).at(-1)).toBe('active');
  return { world, lease, session: { issuedAt: world.clock.now() } };
}

/** Nothing of ours is in the permission set or in the role any more. */
async function expectNothingLeft(world: HardWorld): Promise<void> {
  expect(world.inlinePolicies.policyOf(SET)).toBe(THEIRS);
  expect(world.inlinePolicies.roleOf(SET, ACCOUNT)).toBe(THEIRS);
  expect(await world.record()).toMatchObject({ entries: [], toProvision: [] });
}

describe('the hard end of a lease whose end was moved', () => {
  test('G3: moves with the next round: the session acts beyond the old end and is denied from the new one on', async () => {
    const { world, lease, session } = await living();
    const endsAt = await extend(world, lease);
    expect(endsAt).toBe(lease.endsAt + HALF_AN_HOUR);
    await world.tidy();
    expect(world.act(session, lease.endsAt)).toBe('allowed');
    expect(world.act(session, endsAt - SECOND)).toBe('allowed');
    expect(world.act(session, endsAt)).toBe('denied');
    expect(await world.record()).toMatchObject({ entries: [{ state: 'written', endsAt }] });
  });

  test('G3: is never without a deny, whatever is written on the way', async () => {
    const { world, lease } = await living();
    await extend(world, lease, 15);
    await world.tidy();
    const last = await extend(world, lease, 15);
    await world.tidy();
    expect(world.inlinePolicies.writes).toHaveLength(3);
    for (const policy of world.inlinePolicies.writes) {
      const denied = /"aws:CurrentTime":"([^"]+)"/.exec(policy)?.[1];
      expect(Date.parse(denied ?? '')).toBeLessThanOrEqual(last);
    }
  });

  test('stays where it was when the policy cannot be written: denied too early, and let go as soon as it can', async () => {
    const { world, lease, session } = await living();
    const endsAt = await extend(world, lease);
    world.inlinePolicies.answerNext('busy', 'ThrottlingException');
    await world.tidy();
    expect(world.act(session, lease.endsAt - SECOND)).toBe('allowed');
    expect(world.act(session, lease.endsAt)).toBe('denied');
    world.clock.advanceTo(lease.endsAt + MINUTE);
    await world.tidy();
    expect(world.act(session)).toBe('allowed');
    expect(world.act(session, endsAt)).toBe('denied');
  });

  test('G2: is the later one when it is moved while the policy is being written, before access begins', async () => {
    const world = hardWorld();
    const lease = await world.scheduled();
    await activateLease({ ...world.ids(lease) }, world.ports);
    let moving: Promise<number> | undefined;
    world.inlinePolicies.beforeWrite = () => {
      moving = extend(world, lease);
    };
    await writeHardEnd(SET, world.ports);
    const endsAt = (await moving) ?? 0;
    expect(endsAt).toBe(lease.endsAt + HALF_AN_HOUR);
    expect(await world.activate(lease)).toEqual(['active']);
    const session = { issuedAt: world.clock.now() };
    expect(world.act(session, endsAt)).toBe('denied');
    await world.tidy();
    expect(world.act(session, lease.endsAt)).toBe('allowed');
    expect(world.act(session, endsAt)).toBe('denied');
  });

  test('G5: of two leases that overlap, the end that is moved past the other one counts', async () => {
    const { world, lease: first, session } = await living(60);
    const second = await world.scheduled('ada', 80);
    expect((await world.activate(second)).at(-1)).toBe('active');
    const endsAt = await extend(world, first);
    await world.tidy();
    expect(world.act(session, second.endsAt)).toBe('allowed');
    expect(world.act(session, endsAt)).toBe('denied');
    world.clock.advanceTo(second.endsAt);
    await world.end(second);
    await world.tidy();
    expect(world.act(session)).toBe('allowed');
    expect(world.act(session, endsAt)).toBe('denied');
  });

  test('one person’s end is moved away from another’s that was the same: each is denied at their own', async () => {
    const world = hardWorld();
    const [ada, ben] = [await world.scheduled('ada'), await world.scheduled('ben')];
    for (const lease of [ada, ben]) await activateLease({ ...world.ids(lease) }, world.ports);
    await writeHardEnd(SET, world.ports);
    for (const lease of [ada, ben]) expect(await world.activate(lease)).toEqual(['active']);
    expect(world.inlinePolicies.policyOf(SET).match(/HourglassHardEnd/g)).toHaveLength(1);
    const issuedAt = world.clock.now();
    const endsAt = await extend(world, ada);
    await world.tidy();
    expect(world.act({ userId: PEOPLE.ben, issuedAt }, ada.endsAt)).toBe('denied');
    expect(world.act({ userId: PEOPLE.ada, issuedAt }, ada.endsAt)).toBe('allowed');
    expect(world.act({ userId: PEOPLE.ada, issuedAt }, endsAt)).toBe('denied');
  });

  test('an early end after it is denied with the next round, and nothing is left behind', async () => {
    const { world, lease, session } = await living();
    await extend(world, lease);
    await world.tidy();
    world.clock.advanceTo(lease.endsAt + 5 * MINUTE);
    expect(world.act(session)).toBe('allowed');
    await endAccess({ caller: world.caller('ada'), requestId: lease.requestId, comment: '' }, world.ports);
    await world.end(lease);
    await world.tidy();
    expect(world.act(session)).toBe('denied');
    world.clock.advance(13 * HOUR);
    await world.tidy();
    await expectNothingLeft(world);
  });
});

type Step = 'minutes' | 'extension' | 'round' | 'refused writing' | 'failed provisioning';
const aStep = fc.constantFrom<Step>(
  'minutes',
  'extension',
  'round',
  'refused writing',
  'failed provisioning',
);

/** One thing that happens to a lease that lives. */
async function take(step: Step, world: HardWorld, lease: Lease): Promise<void> {
  if (step === 'minutes') return world.clock.advance(4 * MINUTE);
  if (step !== 'round') await extend(world, lease, 5);
  if (step === 'refused writing') world.inlinePolicies.answerNext('busy', 'ThrottlingException');
  if (step === 'failed provisioning') world.inlinePolicies.failNext = 'The role cannot be updated.';
  if (step !== 'extension') await world.tidy();
}

test('G3: however often it is extended and written or not, a session acts at most until the end, and nothing is left behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { maxLength: 10 }), async (steps) => {
      const { world, lease, session } = await living();
      for (const step of steps) {
        await take(step, world, lease);
        const [now] = await world.leasesOf(lease.requestId);
        expect(world.act(session, now!.endsAt)).toBe('denied');
        // A deny that is not moved yet takes access away too early, never too late.
        if (step === 'round') expect(world.act(session, now!.endsAt - SECOND)).toBe('allowed');
      }
      const [last] = await world.leasesOf(lease.requestId);
      world.clock.advanceTo(last!.endsAt);
      await world.end(lease);
      world.clock.advance(13 * HOUR);
      for (let round = 0; round < 3; round += 1) await world.tidy();
      await expectNothingLeft(world);
    }),
    { numRuns: 25 },
  );
});
