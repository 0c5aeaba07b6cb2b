import { MINUTE, SECOND } from '../../../core/model/instant';
import type { Stage } from '../actors/context';
import { TABLE_NAMES } from '../environment';
import { Oracle } from '../oracle';
import { Violation } from '../violation';
import { g1 } from './g1-no-access-without-request';
import { g1Extended } from './g1-extended-while-eligible';
import { g1Stopped } from './g1-nothing-begins-during-a-stop';
import { g10 } from './g10-get-changes-nothing';
import { g11 } from './g11-one-outcome';
import { g11Told } from './g11-what-was-told-is-recorded';
import { g12 } from './g12-nothing-is-lost';
import { g2 } from './g2-end-before-beginning';
import { g3 } from './g3-access-ends';
import { g3Forgotten } from './g3-forgotten-access-ends';
import { g3Moved } from './g3-moved-end-holds';
import { g3Ordered } from './g3-ordered-ends-are-carried-out';
import { g4 } from './g4-standing-stays';
import { g5 } from './g5-leases-count';
import { g6 } from './g6-nobody-approves-their-own';
import { g7 } from './g7-ending-depends-on-nothing';
import { g8 } from './g8-client-is-not-trusted';
import { g9 } from './g9-every-change-is-audited';
import type { Invariant, Watch } from './invariant';

const ALL: readonly Invariant[] = [
  g1,
  g1Extended,
  g1Stopped,
  g2,
  g3,
  g3Moved,
  g3Ordered,
  g3Forgotten,
  g4,
  g5,
  g6,
  g7,
  g8,
  g9,
  g10,
  g11,
  g11Told,
  g12,
];

/** How long after the faults have stopped everything overdue is over, in milliseconds: two rounds of the reconciler. */
export const TWO_ROUNDS = 2 * MINUTE + 40 * SECOND;

/** How long until the reconciler has compared everything once, in milliseconds. */
const A_SWEEP = 12 * MINUTE;

/** Lets every guarantee watch a run. The first that does not hold ends it with a `Violation`. */
export function watchAll(stage: Stage) {
  const { world } = stage;
  const oracle = new Oracle(stage);
  let found: Violation | undefined;
  const watches: Watch[] = ALL.map(({ guarantee, watch }) =>
    watch(stage, oracle, (message) => {
      found ??= new Violation(guarantee, message);
    }),
  );
  let dirty = true;
  let judged = false;
  const each = (run: (watch: Watch) => void) => {
    for (const watch of watches) run(watch);
  };
  const asked = watches.flatMap((watch) => watch.asked ?? []);
  const done = watches.flatMap((watch) => watch.done ?? []);
  const after = watches.flatMap((watch) => watch.after ?? []);
  world.wire.watch((effect, moment) => {
    if (moment === 'done') oracle.accepted(effect);
    for (const look of moment === 'asked' ? asked : done) look(effect);
  });
  world.store.onWrite((written) => {
    dirty = true;
    judged &&= !written.some(({ table }) => table === TABLE_NAMES.policies);
    each((watch) => watch.written?.({ by: world.wire.acting, written }));
  });
  world.organization.ssoAdmin.onAssignmentChange((change) => {
    dirty = true;
    oracle.changed(change);
    each((watch) => watch.changed?.(change));
  });

  const afterEach = (step: string | undefined): void => {
    if (oracle.look()) each((watch) => watch.restored?.());
    // Who is eligible changes by what is done to the world, and with the policies.
    if (!judged || step?.startsWith('act')) oracle.judge();
    judged = true;
    if (step !== undefined || dirty) for (const look of after) look();
    dirty = false;
    if (found) throw found;
  };
  const until = async (moment: number) => {
    while ((world.timeline.next ?? Infinity) <= moment) {
      const happened = await world.advance();
      afterEach(happened?.step);
    }
  };
  const check = (run: (watch: Watch) => void) => {
    each(run);
    if (found) throw found;
  };

  return {
    afterEach,
    /** Faults have stopped: goes on until everything has ended, and looks again. */
    async inPeace(): Promise<void> {
      const began = world.timeline.now();
      await until(began + TWO_ROUNDS);
      check((watch) => watch.inPeace?.());
      const ends = world.records
        .leases()
        .flatMap(({ status, endsAt }) => (status === 'ended' || status === 'failed' ? [] : [endsAt]));
      const expiries = world.records
        .requests()
        .flatMap((one) => (one.status === 'pending' ? [one.expiresAt] : []));
      const forgotten = [...oracle.forgotten.begun.values()].map(({ endsAt }) => endsAt);
      const sweep = forgotten.length > 0 ? A_SWEEP : 0;
      await until(Math.max(began + TWO_ROUNDS, ...ends, ...expiries, ...forgotten) + TWO_ROUNDS + sweep);
      check((watch) => watch.atEnd?.());
    },
    summary: () => ({ coverage: coverageOf(stage), lifecycles: lifecyclesOf(stage) }),
  };
}

/** What the run has come to see, by name and number. */
function coverageOf({ world, begun }: Stage): Record<string, number> {
  const coverage: Record<string, number> = {};
  const count = (name: string) => {
    coverage[name] = (coverage[name] ?? 0) + 1;
  };
  for (const { type } of world.records.events()) count(`event ${type}`);
  for (const lease of world.records.leases()) {
    count(`lease ${lease.status}`);
    if ('removal' in lease && lease.removal) count(`removal ${lease.removal}`);
  }
  for (const { act } of begun) count(`act ${act.deed.kind}`);
  for (const [fn, times] of world.host.invocations) coverage[`function ${fn}`] = times;
  coverage.mails = world.mails.length;
  coverage['dead letters'] = world.deliveries.deadLetters.length + world.schedules.deadLetters.length;
  return coverage;
}

/** Leases that began and are over. */
function lifecyclesOf({ world }: Stage): number {
  return world.records.leases().filter((lease) => lease.status === 'ended' && lease.activatedAt !== undefined)
    .length;
}
