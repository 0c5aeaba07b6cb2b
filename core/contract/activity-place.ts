import { z } from 'zod';

const text = z.string().min(1);

/** Where `query-activity` finds CloudTrail events: what deployment tells it. */
export const ActivityPlace = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('athena'),
    /** Region of the workgroup. */
    region: text,
    /** The role that may ask, in the account of the workgroup. */
    roleArn: text,
    workGroup: text,
    database: text,
    table: text,
    /** Partition column that holds the account, 12 digits. */
    accountColumn: text,
    /** Partition column that holds the day, as `2026/11/21`. */
    dayColumn: text,
    /** Days after which results are deleted. */
    resultDays: z.int().min(1),
  }),
  z.strictObject({
    source: z.literal('cloudtrail-lake'),
    /** The UUID at the end of the event data store's ARN. */
    eventDataStoreId: text,
  }),
]);
export type ActivityPlace = z.infer<typeof ActivityPlace>;
export type AthenaPlace = Extract<ActivityPlace, { source: 'athena' }>;
