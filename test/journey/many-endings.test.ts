import { MINUTE, SECOND } from '../../core/model/instant';
import { useLaptop } from '../support/laptop';
import { EndingsWatch, LeaseGiver } from '../support/live-leases';

const lab = useLaptop();

let giver: LeaseGiver;
beforeAll(() => {
  lab.laptop.clock.stand();
  giver = new LeaseGiver(lab.laptop);
});
afterEach(() => {
  lab.services.faults.clear();
  // The reconciler asks Identity Center too; what it could not learn in one round it learns in the next.
  const names = lab.errors.splice(0).map((error) => (error instanceof Error ? error.name : String(error)));
  expect(names.filter((name) => name !== 'ThrottlingException')).toEqual([]);
});

/** Live leases whose ends are spread evenly over a time that begins now; `within` in milliseconds. */
async function endingNow(count: number, within: number) {
  const minute = lab.now() + 2 * MINUTE;
  const ends = Array.from({ length: count }, (_, index) => minute + Math.floor((index * within) / count));
  const leases = await giver.give(ends);
  await lab.laptop.clock.advanceTo(minute - SECOND);
  return { leases, minute };
}

test('G3: of 100 leases that end in the same half minute each is asked to be deleted within 5 s of its end', async () => {
  const { leases, minute } = await endingNow(100, MINUTE / 2);
  const seen = new EndingsWatch(lab.laptop);
  await lab.laptop.clock.advanceTo(minute + 45 * SECOND);
  seen.stop();
  expect(seen.asked(leases)[0]).toBeLessThanOrEqual(5);
  expect(seen.gone(leases)[0]).toBeLessThanOrEqual(10);
  expect(seen.mostOutstanding).toBeLessThanOrEqual(15);
  expect(seen.refusals).toEqual([]);
});

test('G3: while Identity Center throttles half of all calls, 200 leases that end in the same minute are gone in three', async () => {
  const { leases, minute } = await endingNow(200, MINUTE);
  lab.services.faults.add({ kind: 'throttle', service: 'sso_admin', share: 0.5 });
  const seen = new EndingsWatch(lab.laptop);
  await lab.laptop.clock.advanceTo(minute + 3 * MINUTE);
  seen.stop();
  const after = leases.map((lease) => seen.gone([lease])[0]! + (lease.endsAt - minute) / SECOND);
  expect(Math.max(...after)).toBeLessThanOrEqual(180);
  expect(seen.mostOutstanding).toBeLessThanOrEqual(15);
});
