import { z } from 'zod';
import { AccountId } from '../model/entitlement';
import { IsoTime } from './common';

/**
 * With what `npm run doctor` invokes `query-activity`, past the HTTP API: whether CloudTrail events can be read, and arrive. Strict, so that
 * no event of the HTTP API is one. `accountId`: whose newest event is looked for.
 */
export const ActivityProbe = z.discriminatedUnion('probe', [
  z.strictObject({ probe: z.literal('start'), accountId: AccountId }),
  z.strictObject({ probe: z.literal('read'), queryId: z.string().min(1).max(128) }),
]);
export type ActivityProbe = z.infer<typeof ActivityProbe>;

/** What it answers: to `start`, `started` or `refused`; to `read`, one of the others. No event leaves it, only the time of one. */
export const ActivityProbeAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('started'), queryId: z.string() }),
  z.strictObject({ state: z.literal('refused'), reason: z.string() }),
  z.strictObject({ state: z.literal('running') }),
  z.strictObject({ state: z.literal('failed'), reason: z.string() }),
  /** Left out: there is no event of the last day. */
  z.strictObject({ state: z.literal('finished'), newestEventAt: IsoTime.optional() }),
]);
export type ActivityProbeAnswer = z.infer<typeof ActivityProbeAnswer>;
