import { MINUTE, SECOND } from '../../../../core/model/instant';
import type { Lease } from '../../../../core/model/lease';
import { activateLease } from '../../../../core/usecases/activate-lease';
import { endLease } from '../../../../core/usecases/end-lease';
import { buildEntitlement, PEOPLE } from '../../../support/build';
import { dieAfter } from '../../../support/die-after';
import { buildWorld, type World } from '../../../support/world';

const held = buildEntitlement('payments', 'readOnly');
type Step = { readonly does: 'activate' | 'end'; readonly lease: 0 | 1 };

/** Every order of the four steps in which each lease is activated before it is ended. */
const ORDERS = orders(
  [
    { does: 'activate', lease: 0 },
    { does: 'end', lease: 0 },
  ],
  [
    { does: 'activate', lease: 1 },
    { does: 'end', lease: 1 },
  ],
);

function orders(one: readonly Step[], two: readonly Step[]): readonly Step[][] {
  const [a, ...restOfOne] = one;
  const [b, ...restOfTwo] = two;
  if (!a) return [[...two]];
  if (!b) return [[...one]];
  return [
    ...orders(restOfOne, two).map((rest) => [a, ...rest]),
    ...orders(one, restOfTwo).map((rest) => [b, ...rest]),
  ];
}

/** After how many calls of a port a step dies; more than any step makes: it does not. */
const CRASHES = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const nameOf = (order: readonly Step[]) =>
  order.map(({ does, lease }) => `${does} ${'AB'[lease]}`).join(', ');

/** Two requests for the same access, with leases that are scheduled. */
async function two(standing: boolean) {
  const world = buildWorld();
  if (standing) world.grants.give(PEOPLE.ada, held);
  const requests = [await world.granted('ada'), await world.granted('ada', { minutes: 120 })];
  const leases = await Promise.all(requests.map(async ({ id }) => (await world.leasesOf(id))[0]!));
  const now = () => Promise.all(requests.map(async ({ id }) => (await world.leasesOf(id))[0]!));
  return { world, leases, now };
}

/** A step as the workflow does it: again and again, or once and dying on the way. Says whether it is done. */
async function play(world: World, { does }: Step, lease: Lease, survives?: number): Promise<boolean> {
  const once = does === 'activate' ? activateLease : endLease;
  if (survives !== undefined) {
    await once(world.ids(lease), dieAfter(world, survives)).catch(() => undefined);
    return false;
  }
  for (let tries = 0; tries < 5; tries += 1) {
    const outcome = await once(world.ids(lease), world.ports);
    if (outcome.state !== 'waiting') return true;
    world.clock.advance(outcome.retryAfterSeconds * SECOND);
  }
  return false;
}

/** What the records promise is what Identity Center has. */
function expectTruth(world: World, leases: readonly Lease[], standing: boolean, where: string): void {
  const access = world.has('ada', held);
  const active = leases.some(({ status }) => status === 'active');
  if (active || standing) expect({ where, access }).toEqual({ where, access: true });
  const over = leases.every(({ status }) => status === 'ended' || status === 'failed');
  if (over) expect({ where, access }).toEqual({ where, access: standing });
}

describe.each(ORDERS.map((order) => [nameOf(order), order] as const))('%s', (_name, order) => {
  it.each([false, true])(
    'G3, G4, G5: with a crash at any point of any step the records tell the truth (standing before: %s)',
    async (standing) => {
      for (const at of [undefined, 0, 1, 2, 3]) {
        for (const survives of at === undefined ? [0] : CRASHES) {
          const { world, leases, now } = await two(standing);
          let late: Step[] = [];
          for (const [index, step] of order.entries()) {
            const where = `${nameOf(order)}; step ${index}; step ${at} dies after ${survives}`;
            const dies = index === at ? survives : undefined;
            const done = await play(world, step, leases[step.lease]!, dies);
            expectTruth(world, await now(), standing, where);
            // What died or waits for another is done again after the next step, as a retry with a pause would.
            const undone = done ? [] : [step];
            for (const one of late) if (!(await play(world, one, leases[one.lease]!))) undone.unshift(one);
            late = undone;
            expectTruth(world, await now(), standing, `${where}, done again`);
          }
          for (const one of late) await play(world, one, leases[one.lease]!);
          world.clock.advance(10 * MINUTE);
          const after = await now();
          expect(after.map(({ status }) => status)).toEqual([
            expect.stringMatching(/^(ended|failed)$/),
            expect.stringMatching(/^(ended|failed)$/),
          ]);
          expectTruth(world, after, standing, 'at last');
          expect(await world.ports.assignments.read(PEOPLE.ada, held)).toMatchObject({ leases: [] });
          if (standing) expect(world.grants.calls.some(({ call }) => call === 'delete')).toBe(false);
        }
      }
    },
  );
});
