import type { z } from 'zod';
import type { ActivityPage, ActivityPageQuery, ActivityStarted } from '../contract/activity';
import { DAY, HOUR, MINUTE, toIso } from '../model/instant';
import type { ActivityQueryEntry, ActivityState } from '../ports/activity';
import { eventView, passes } from './activity/event-view';
import { histogramOf } from './activity/histogram';
import { type LeaseIds, seenLease } from './activity/seen-lease';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type Found, found } from './found';
import { pageOfList } from './list-page';
import type { NotReady } from './export-activity';
import { type NotFound, notFound, type Refused, refused } from './outcome';

type Deps = Pick<Ports, 'clock' | 'requests' | 'activity' | 'activityQueries'>;
type Start = LeaseIds & { readonly viewer: Viewer };
type Read = Start & { readonly queryId: string; readonly query: z.output<typeof ActivityPageQuery> };

/** Looking again within this time shows what was found. In milliseconds. */
const FRESH = MINUTE;
/** The same once nothing more is expected; CloudTrail promises no time of delivery, so that a later look may find more. In milliseconds. */
const COMPLETE = DAY;
/** Results that are gone sooner than this are not taken up: whoever reads them needs some time. In milliseconds. */
const READING = HOUR;

/** Starts looking up what was done with a lease, or takes up a look that is still good: each look is paid for. */
export async function startActivity(
  input: Start,
  deps: Deps,
): Promise<Found<z.output<typeof ActivityStarted>> | NotReady | NotFound | Refused> {
  const seen = await seenLease(input.viewer, input, deps);
  if (seen.kind !== 'seen') return seen;
  const { request, lease, window } = seen;
  const { entitlement, permissionSetName } = lease.target;
  if (entitlement.kind !== 'account-assignment')
    return refused({
      code: 'entitlement-kind-not-supported',
      message: 'Activity can only be looked up for access to an account.',
    });
  const startedAt = deps.clock.now();
  const latest = await deps.activityQueries.latest(lease.id);
  const kept = deps.activity.resultsKept - READING;
  if (latest && isGood(latest, window.to, startedAt, kept)) return started(latest, window.from);
  const begun = await deps.activity.start({
    accountId: entitlement.accountId,
    permissionSetName,
    userId: request.beneficiary.userId,
    userName: request.beneficiary.userName,
    ...window,
  });
  if (begun.state === 'refused') return { kind: 'not-ready', message: begun.reason };
  const { queryId } = begun;
  const entry: ActivityQueryEntry = { leaseId: lease.id, queryId, startedAt, until: window.to };
  await deps.activityQueries.save(entry);
  return started(entry, window.from);
}

/** What was done with a lease: one page of it, filtered, with counts of all of it. */
export async function readActivity(
  input: Read,
  deps: Deps,
): Promise<Found<z.output<typeof ActivityPage>> | NotFound | Refused> {
  const seen = await seenLease(input.viewer, input, deps);
  if (seen.kind !== 'seen') return seen;
  if (!(await deps.activityQueries.read(input.leaseId, input.queryId))) return notFound;
  const state = await deps.activity.read(input.queryId);
  const { from, to } = seen.window;
  return found(pageView(input, state, from, Math.min(to, deps.clock.now()), to));
}

function pageView(
  { queryId, query }: Read,
  state: ActivityState,
  from: number,
  shownTo: number,
  to: number,
): z.output<typeof ActivityPage> {
  const completeAfter = toIso(to);
  if (state.state !== 'finished')
    return {
      state: state.state,
      message: state.state === 'failed' ? state.reason : undefined,
      items: [],
      total: 0,
      matching: 0,
      denied: 0,
      truncated: false,
      histogram: [],
      completeAfter,
    };
  const all = state.events.map(eventView);
  const matching = all.filter((view) => passes(view, query));
  const list = `activity#${queryId}#${query.outcome}#${query.access}#${query.q ?? ''}`;
  const page = pageOfList(list, matching, ({ id }) => id, query);
  return {
    state: 'finished',
    items: [...page.items],
    cursor: page.cursor,
    total: all.length,
    matching: matching.length,
    denied: all.filter(({ outcome }) => outcome === 'denied').length,
    truncated: state.truncated,
    histogram: histogramOf(matching, from, shownTo),
    completeAfter,
  };
}

function started({ queryId, startedAt, until }: ActivityQueryEntry, from: number) {
  return found({ queryId, startedAt: toIso(startedAt), from: toIso(from), until: toIso(until) });
}

/** Begun a moment ago, or begun after everything should have arrived and not long ago; its results are kept for `kept` milliseconds. */
function isGood({ startedAt, until }: ActivityQueryEntry, to: number, now: number, kept: number): boolean {
  const good = startedAt >= to ? COMPLETE : FRESH;
  return until === to && now - startedAt < Math.min(good, kept);
}
