import { MINUTE } from '../../core/model/instant';
import { writePolicies } from './actors/first-day';
import type { Stage } from './actors/context';
import { perform } from './actors/perform';
import { takeOver } from './determinism';
import { profileOf } from './faults';
import { watchAll } from './invariants';
import { rememberParsed } from './memory';
import { type Act, planOf } from './plan';
import { setCurrent } from './process';
import { Random } from './random';
import { sealAndVerify, sealHourly } from './sealing';
import { Violation } from './violation';
import { takeOverClients } from './wire';
import { World } from './world';

export type RunOptions = {
  readonly seed: number;
  readonly steps: number;
  /** Present: only these acts, by number, and only these faults, by the name of the call. */
  readonly only?: { readonly acts: ReadonlySet<number>; readonly faults: ReadonlySet<string> };
};

/** What a run came to. */
export type Outcome = {
  readonly seed: number;
  readonly steps: number;
  readonly violation?: { readonly guarantee: string; readonly message: string };
  readonly trace: readonly string[];
  readonly acts: readonly Act[];
  readonly faultSites: readonly string[];
  readonly faults: Readonly<Record<string, number>>;
  readonly coverage: Readonly<Record<string, number>>;
  /** Leases that began and were over at the end. */
  readonly lifecycles: number;
};

let taken = false;

/** Runs one seed: the first day, so many steps with acts and faults, and then peace until everything has ended. */
export async function runSeed({ seed, steps, only }: RunOptions): Promise<Outcome> {
  if (!taken) {
    takeOver(setCurrent);
    takeOverClients();
    rememberParsed();
    taken = true;
  }
  const profile = profileOf(new Random(seed ^ 0x0f0f));
  const world = new World({ seed, profile, onlyFaults: only?.faults });
  await world.build();
  const policies = await writePolicies(world);
  let peaceSince = Number.POSITIVE_INFINITY;
  const peace = () => world.timeline.now() - peaceSince;
  const stage: Stage = {
    world,
    policies,
    begin: world.timeline.now(),
    begun: [],
    replies: [],
    restores: [],
    outside: [],
    peace,
  };
  const acts = planOf(seed, steps).filter(({ number }) => !only || only.acts.has(number));
  const invariants = watchAll(stage);
  let count = 0;
  let violation: Outcome['violation'];
  try {
    await sealHourly(world);
    world.schedules.every(1, 'reconcile', world.random.between(5_000, 60_000));
    world.schedules.every(60, 'sync-directory', 30 * MINUTE);
    schedule(stage, acts, () => count < steps);
    world.faults.on = true;
    while (count < steps) {
      const happened = await world.advance();
      if (happened?.step) count += 1;
      invariants.afterEach(happened?.step);
    }
    world.note(`peace after ${count} steps`);
    world.faults.on = false;
    peaceSince = world.timeline.now();
    await invariants.inPeace();
    await sealAndVerify(stage);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    violation = { guarantee: error.guarantee, message: error.message };
    world.note(`VIOLATION of ${error.guarantee}: ${error.message}`);
  }
  return {
    seed,
    steps: count,
    ...(violation ? { violation } : {}),
    trace: world.trace,
    acts,
    faultSites: world.faults.sites,
    faults: Object.fromEntries(world.faults.struck),
    ...invariants.summary(),
  };
}

function schedule(stage: Stage, acts: readonly Act[], goesOn: () => boolean): void {
  const { timeline } = stage.world;
  const begin = timeline.now();
  for (const act of acts)
    timeline.schedule(begin + act.at, `act ${act.deed.kind}`, () => {
      if (goesOn()) void perform(stage, act);
    });
}
