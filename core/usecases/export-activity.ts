import type { z } from 'zod';
import type { ActivityExportQuery } from '../contract/activity';
import { activityCsv } from './activity/csv';
import { eventView, passes } from './activity/event-view';
import { type LeaseIds, seenLease } from './activity/seen-lease';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';
import { type NotFound, notFound, type Refused } from './outcome';

type Input = LeaseIds & {
  readonly viewer: Viewer;
  readonly queryId: string;
  readonly query: z.output<typeof ActivityExportQuery>;
};

/** A file to be saved. */
export type Exported = {
  readonly kind: 'file';
  readonly name: string;
  readonly contentType: string;
  readonly text: string;
};

/** The look has not finished, so there is nothing to save yet. */
export type NotReady = { readonly kind: 'not-ready'; readonly message: string };

/** What was done with a lease as a file, made on the server from every event that passes the filter. */
export async function exportActivity(
  input: Input,
  deps: Pick<Ports, 'requests' | 'activity' | 'activityQueries'>,
): Promise<Exported | NotReady | NotFound | Refused> {
  const seen = await seenLease(input.viewer, input, deps);
  if (seen.kind !== 'seen') return seen;
  if (!(await deps.activityQueries.read(input.leaseId, input.queryId))) return notFound;
  const state = await deps.activity.read(input.queryId);
  if (state.state === 'running')
    return { kind: 'not-ready', message: 'CloudTrail is still looking. Try again in a few seconds.' };
  if (state.state === 'failed')
    return { kind: 'not-ready', message: `CloudTrail could not answer: ${state.reason}` };
  const views = state.events.map(eventView).filter((view) => passes(view, input.query));
  const name = `activity-${input.leaseId}.${input.query.format}`;
  return input.query.format === 'csv'
    ? { kind: 'file', name, contentType: 'text/csv; charset=utf-8', text: activityCsv(views) }
    : {
        kind: 'file',
        name,
        contentType: 'application/json; charset=utf-8',
        text: `${JSON.stringify(views, undefined, 2)}\n`,
      };
}
