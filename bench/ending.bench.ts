import { MINUTE } from '../core/model/instant';
import { jitter } from '../core/rules/jitter';
import type { FaultRequest } from '../local/aws/faults';
import { startLaptop } from '../local/laptop/laptop';
import { EndingsWatch, LeaseGiver } from '../test/support/live-leases';
import { type Figure, percentile } from './figure';

const LEASES = 1_000;
const SHARE = 0.1;
/** The time in which they end, in milliseconds. */
const WITHIN = 20 * MINUTE;
const CHANGES = ['CreateAccountAssignment', 'DeleteAccountAssignment'];

/** A tenth of all calls is throttled or fails, and so does a tenth of the operations; a tenth of the changes meets a conflict. */
const FAULTS: readonly FaultRequest[] = [
  { kind: 'throttle', service: 'sso_admin', share: SHARE / 2 },
  { kind: 'fail', service: 'sso_admin', share: SHARE / 2 },
  ...CHANGES.flatMap((operation): FaultRequest[] => [
    { kind: 'conflict', operation, share: SHARE },
    { kind: 'fail-operation', operation, share: SHARE },
  ]),
];

/** How long after its end is access gone, for many leases that end at random within twenty minutes while a tenth of everything goes wrong? */
export async function ending(): Promise<Figure[]> {
  const laptop = await startLaptop({ port: 0, web: false, fresh: true, onError: () => undefined });
  try {
    laptop.clock.stand();
    const begin = laptop.clock.now() + 10 * MINUTE;
    const ends = Array.from(
      { length: LEASES },
      (_, index) => begin + Math.floor(jitter(`end-${index}`) * WITHIN),
    );
    const leases = await new LeaseGiver(laptop).give(ends);
    for (const fault of FAULTS) laptop.services.faults.add(fault);
    const seen = new EndingsWatch(laptop);
    await laptop.clock.advanceTo(begin + WITHIN + 10 * MINUTE);
    seen.stop();
    const late = seen.gone(leases);
    const figure = (name: string, value: number, limit: number): Figure => ({
      name: `ending.seconds_past_end_${name}`,
      value,
      unit: 'seconds',
      limit,
    });
    return [
      figure('p50', percentile(late, 0.5), 5),
      figure('p99', percentile(late, 0.99), 60),
      figure('max', Math.max(...late), 180),
      { name: 'ending.most_operations_at_once', value: seen.mostOutstanding, unit: 'operations', limit: 15 },
    ];
  } finally {
    await laptop.close();
  }
}
