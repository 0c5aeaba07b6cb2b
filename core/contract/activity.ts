import { z } from 'zod';
import { IsoTime, pageQuery, SearchText } from './common';

/** The answer to starting a look at what was done with a lease. */
export const ActivityStarted = z
  .strictObject({
    queryId: z.string(),
    startedAt: IsoTime,
    from: IsoTime,
    /** The end of the time that is looked at. */
    until: IsoTime,
  })
  .meta({ id: 'ActivityStarted' });

const filters = {
  q: SearchText.optional(),
  outcome: z.enum(['all', 'denied', 'failed', 'succeeded']).default('all'),
  access: z.enum(['all', 'read', 'write']).default('all'),
};

export const ActivityPageQuery = z.strictObject({ ...pageQuery, ...filters });
export const ActivityExportQuery = z.strictObject({ ...filters, format: z.enum(['csv', 'json']) });

export const ActivityEventView = z
  .strictObject({
    id: z.string(),
    at: IsoTime,
    service: z.string(),
    action: z.string(),
    resource: z.string(),
    region: z.string(),
    sourceAddress: z.string(),
    outcome: z.enum(['succeeded', 'denied', 'failed']),
    errorCode: z.string(),
    errorMessage: z.string(),
    readOnly: z.boolean(),
    /** A call that deserves a look whatever its outcome, e.g. iam:CreateAccessKey. */
    sensitive: z.boolean(),
  })
  .meta({ id: 'ActivityEvent' });
export type ActivityEventView = z.infer<typeof ActivityEventView>;

export const ActivityPage = z
  .strictObject({
    state: z.enum(['running', 'failed', 'finished']),
    message: z.string().optional(),
    items: z.array(ActivityEventView),
    cursor: z.string().optional(),
    total: z.number().int().nonnegative(),
    matching: z.number().int().nonnegative(),
    denied: z.number().int().nonnegative(),
    truncated: z.boolean(),
    /** Events over time, at most 60 buckets of equal length. */
    histogram: z.array(z.strictObject({ from: IsoTime, count: z.number().int(), denied: z.number().int() })),
    /** Events are expected until then: delivery takes minutes, without guarantee, and sessions outlive the assignment. */
    completeAfter: IsoTime,
  })
  .meta({ id: 'ActivityPage' });
export type ActivityPage = z.infer<typeof ActivityPage>;
