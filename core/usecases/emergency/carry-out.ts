import { emergencyStream } from '../../model/audit-event';
import type { EmergencyOrder, OpenOrder } from '../../model/emergency';
import { type EpochMs, SECOND } from '../../model/instant';
import type { Lease } from '../../model/lease';
import type { Ports } from '../deps';
import { endMany } from '../end-many';
import { byPerson, hourglass } from '../events';
import { coveredLeases } from './covered-leases';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'ledger' | 'workflow' | 'tokens' | 'trouble' | 'emergencyOrders'
>;

/** For so long after an order the lists may miss what was granted right before it, in milliseconds. */
const LISTS_LAG = 30 * SECOND;

/** How often the outcome of a look is written again when another look wrote first. */
const TRIES = 3;

/**
 * Goes on with every open order, the oldest first, until `until` (epoch milliseconds). What there is no time for is left to the next
 * call, which begins where this one stopped. Safe to run twice at once. Answers how many orders were open, and how many leases were
 * asked to end.
 */
export async function carryOutOrders(
  until: EpochMs,
  deps: Deps,
): Promise<{ readonly openOrders: number; readonly orderedEnds: number }> {
  let orderedEnds = 0;
  const orders = await deps.emergencyOrders.open();
  for (const order of orders) {
    if (deps.clock.now() >= until) break;
    orderedEnds += (await carryOut(order, until, deps)).asked;
  }
  return { openOrders: orders.length, orderedEnds };
}

/** Asks for the end of what one order covers, as far as the time goes, and writes down how far it came. */
export async function carryOut(
  order: OpenOrder,
  until: EpochMs,
  deps: Deps,
): Promise<{ readonly order: EmergencyOrder; readonly asked: number }> {
  const look = await lookOnce(order, until, deps);
  return { order: await record(order, look, deps), asked: look.asked };
}

/** What one look at the leases of an order found and did. */
type Look = {
  readonly beganAt: EpochMs;
  /** Live leases that were seen, before anything was asked. */
  seen: number;
  /** Leases that were asked to end. */
  asked: number;
  /** Leases that this order has asked to end, now or before, and that are not over. */
  ending: number;
  /** Leases that are ending anyway or could not be asked. */
  others: number;
  /** There was no time to come to the end; the next look goes on at `cursor`. */
  cut: boolean;
  cursor: string | undefined;
};

async function lookOnce(order: OpenOrder, until: EpochMs, deps: Deps): Promise<Look> {
  const look: Look = {
    beganAt: deps.clock.now(),
    seen: 0,
    asked: 0,
    ending: 0,
    others: 0,
    cut: false,
    cursor: undefined,
  };
  for await (const { cursor, covered } of coveredLeases(order, order.cursor, deps)) {
    const leases = covered.flatMap((one) => one.leases);
    const left = await askAll(leases, order, look, until, deps);
    if (left === 0 && deps.clock.now() < until) continue;
    look.cut = true;
    look.cursor = cursor;
    break;
  }
  return look;
}

/** Asks for the end of those that are not ending; answers how many there was no time for. */
async function askAll(
  leases: readonly Lease[],
  order: OpenOrder,
  look: Look,
  until: EpochMs,
  deps: Deps,
): Promise<number> {
  const { orderedBy, comment } = order;
  const wish = { reason: 'revoked' as const, actor: byPerson(orderedBy), by: orderedBy, comment };
  const toAsk = leases.filter(({ status }) => status !== 'ending');
  const ended = await endMany(toAsk, wish, until, deps);
  // What had not begun is over at once; when not all of them could be asked the next look counts anew.
  const overAtOnce =
    ended.asked === toAsk.length ? toAsk.filter(({ status }) => status === 'scheduled').length : 0;
  look.seen += leases.length;
  look.asked += ended.asked;
  const before = leases.filter((lease) => isEndedBy(lease, order)).length;
  look.ending += before + ended.asked - overAtOnce;
  look.others += leases.length - before - ended.asked;
  return ended.left;
}

function isEndedBy(lease: Lease, order: OpenOrder): boolean {
  if (lease.status !== 'ending') return false;
  return lease.endedBy?.userId === order.orderedBy.userId && lease.endAskedAt >= order.orderedAt;
}

async function record(order: OpenOrder, look: Look, deps: Deps): Promise<EmergencyOrder> {
  let current: EmergencyOrder = order;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (current.status === 'completed') return current;
    const after = afterLook(current, order, look, deps.clock.now());
    if (!after) return current;
    const { scope, name, comment, asked, ending, others } = after;
    const result = await deps.ledger.commit(
      [{ kind: 'emergency-order', before: current, after }],
      [
        {
          stream: emergencyStream(order.id),
          type: after.status === 'completed' ? 'EmergencyEndCompleted' : 'EmergencyEndContinued',
          at: deps.clock.now(),
          actor: hourglass('emergency'),
          data: { scope, name, comment, asked, ending, others },
        },
      ],
    );
    if (result.kind === 'committed') return after;
    current = (await deps.emergencyOrders.read(order.id)) ?? current;
  }
  // Whoever writes all the time has looked as well; the next look goes on from theirs.
  return current;
}

/** The order after a look; `undefined`: as it was. */
function afterLook(
  current: OpenOrder,
  lookedAt: OpenOrder,
  look: Look,
  now: EpochMs,
): EmergencyOrder | undefined {
  const whole = lookedAt.cursor === undefined && !look.cut;
  const asked = current.asked + look.asked;
  const counts = {
    asked,
    ending: Math.min(asked, whole ? look.ending : Math.max(current.ending, look.ending)),
    others: whole ? look.others : Math.max(current.others, look.others),
  };
  const { cursor: _, ...rest } = current;
  const moved = { ...rest, ...counts, version: current.version + 1 };
  if (whole && look.seen === 0 && look.beganAt >= current.orderedAt + LISTS_LAG)
    return { ...moved, status: 'completed', completedAt: now };
  const { cursor } = look;
  const same =
    counts.asked === current.asked &&
    counts.ending === current.ending &&
    counts.others === current.others &&
    cursor === current.cursor;
  return same ? undefined : { ...moved, ...(cursor === undefined ? {} : { cursor }) };
}
