import { DAY, HOUR, SECOND, toIso } from '../../core/model/instant';
import { callApi } from './actors/call-api';
import type { Stage } from './actors/context';
import { BEGIN, type World } from './world';
import { Violation } from './violation';

/** The share of the runs that begin on the second day, right before the first is sealed. */
const OVERNIGHT = 0.15;
/** A day is sealed an hour after its end; the schedule comes by a little later. In milliseconds. */
const SEALED = HOUR + 20 * SECOND;

const midnightAfter = (now: number) => (Math.floor(now / DAY) + 1) * DAY;

/** Seals the audit trail every hour; some runs sleep over the first day, so that it is sealed among their faults. */
export async function sealHourly(world: World): Promise<void> {
  if (world.random.chance(OVERNIGHT)) {
    const begin = midnightAfter(world.timeline.now()) + HOUR - world.random.between(5, 40) * SECOND;
    await world.until(world.timeline.sleep(begin - world.timeline.now()));
    world.schedules.every(60, 'seal-audit', world.random.between(40, 100) * SECOND);
  }
}

/**
 * The day after: everything is sealed, and verifies, to the last event that anybody wrote. Throws a `Violation` of G9.
 */
export async function sealAndVerify({ world }: Stage): Promise<void> {
  const { timeline, organization } = world;
  const last = timeline.now();
  world.schedules.stop();
  await world.until(timeline.sleep(midnightAfter(last) + SEALED - last));
  await world.until(world.host.invoke('seal-audit', {}, 'last'));
  const path = '/audit/verification';
  const query = `from=${toIso(BEGIN)}&to=${toIso(timeline.now())}`;
  const call = callApi(world, 'verify', organization.id('finn'), ['GET', path], { query });
  const { status, body } = await world.until(call);
  if (status !== 200)
    throw new Violation('G9', `the audit trail cannot be verified: ${status} ${JSON.stringify(body)}`);
  if (body.ok !== true)
    throw new Violation('G9', `the audit trail does not verify: ${JSON.stringify(body.problems)}`);
  const written = world.records.events().length;
  if (body.events !== written || Number(body.roots) < 1)
    throw new Violation(
      'G9',
      `${String(body.events)} of ${written} events are verified, by ${String(body.roots)} roots`,
    );
}
