import { MINUTE, type EpochMs } from '../../model/instant';
import type { Lease } from '../../model/lease';
import type { Person } from '../../model/person';
import type { EndWish } from '../ask-end';
import { callOff } from '../call-off';
import type { Ports } from '../deps';
import { endMany } from '../end-many';
import { HOURGLASS, hourglass } from '../events';
import type { Counts, Round } from './round';

type Deps = Pick<
  Ports,
  'clock' | 'requests' | 'ledger' | 'live' | 'workflow' | 'tokens' | 'trouble' | 'cursors'
>;

/** Each round asks Identity Center about this many people; with more holders than that, rounds take turns. */
const MOST_PEOPLE = 200;
/** Ten questions a second, half of what Identity Center allows for this one. In milliseconds. */
const PACE = 100;
/** After so many failures in a row Identity Center is left alone until the next round. */
const MOST_FAILURES = 3;
const CURSOR = 'reconcile-people';

/**
 * Ends the access of people whom Identity Center no longer knows or has disabled, and cancels what they still wait for. Asks about
 * everybody who holds a live lease or waits for a decision.
 */
export async function offboard(round: Round, deps: Deps): Promise<Counts> {
  const leases = leasesByHolder(round.live);
  const everybody = [...new Set([...leases.keys(), ...(await waiting(deps))])].toSorted();
  const began = await deps.cursors.read(CURSOR);
  const counts = { offboarded: 0, leasesEnded: 0, requestsCancelled: 0 };
  let failures = 0;
  let last: string | undefined;
  for (const userId of fromCursor(everybody, began).slice(0, MOST_PEOPLE)) {
    if (deps.clock.now() >= round.until || failures >= MOST_FAILURES) break;
    try {
      const why = whyGone(await deps.live.person(userId));
      if (why) add(counts, await endAll(userId, leases.get(userId) ?? [], why, round.until, deps));
      failures = 0;
    } catch (error) {
      failures += 1;
      deps.trouble.report('person-not-checked', { userId }, error);
    }
    last = userId;
    await deps.clock.sleep(PACE);
  }
  const everyoneSeen = everybody.length <= MOST_PEOPLE && last === fromCursor(everybody, began).at(-1);
  const next = everyoneSeen ? undefined : last;
  if (next !== began) await deps.cursors.write(CURSOR, next);
  return counts;
}

function whyGone(person: Person | undefined): string | undefined {
  if (!person) return 'This person is no longer in IAM Identity Center.';
  return person.enabled ? undefined : 'This person is disabled in IAM Identity Center.';
}

async function endAll(
  userId: string,
  known: readonly Lease[],
  comment: string,
  until: EpochMs,
  deps: Deps,
): Promise<Counts> {
  const requests = await deps.requests.liveOf(userId);
  const wish: EndWish = { reason: 'offboarded', actor: hourglass('reconcile'), comment };
  let requestsCancelled = 0;
  for (const request of requests) {
    if (request.status !== 'pending') continue;
    const outcome = await callOff(request, { by: HOURGLASS, actor: wish.actor, comment }, deps);
    if (outcome.kind === 'cancelled') requestsCancelled += 1;
  }
  const granted = requests.filter(({ status }) => status !== 'pending');
  const own = await Promise.all(granted.map(({ id }) => deps.requests.leasesOf(id)));
  const all = new Map([...known, ...own.flat()].map((lease) => [lease.id, lease]));
  const { asked } = await endMany([...all.values()], wish, until + MINUTE, deps);
  return { offboarded: asked + requestsCancelled > 0 ? 1 : 0, leasesEnded: asked, requestsCancelled };
}

function leasesByHolder(live: readonly Lease[]): Map<string, Lease[]> {
  const leases = new Map<string, Lease[]>();
  for (const lease of live) {
    const known = leases.get(lease.beneficiaryId);
    if (known) known.push(lease);
    else leases.set(lease.beneficiaryId, [lease]);
  }
  return leases;
}

const PAGE = 100;
const MOST_PAGES = 20;

/** Beneficiaries of pending requests, newest first. */
async function waiting(deps: Deps): Promise<readonly string[]> {
  const people: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await deps.requests.listAll({ statuses: ['pending'] }, { limit: PAGE, cursor });
    people.push(...page.items.map(({ beneficiary }) => beneficiary.userId));
    cursor = page.cursor;
    if (cursor === undefined) break;
  }
  return people;
}

/** The sorted ids, beginning after the one at which the last round stopped. */
function fromCursor(sorted: readonly string[], cursor: string | undefined): readonly string[] {
  if (cursor === undefined) return sorted;
  const start = sorted.findIndex((id) => id > cursor);
  return start < 0 ? sorted : [...sorted.slice(start), ...sorted.slice(0, start)];
}

function add(total: Record<string, number>, more: Counts): void {
  for (const [name, count] of Object.entries(more)) total[name] = (total[name] ?? 0) + count;
}
