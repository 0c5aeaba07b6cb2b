import { z } from 'zod';
import { Day } from './audit-root';

/**
 * One line of an exported audit trail. An export is lines of JSON: a root for each sealed day, the heads that the roots stand for,
 * and events with the place in which they lay. What the lines carry is not checked here: that is what a verification is for.
 */
export const ExportLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('root'), day: Day, record: z.unknown() }),
  z.strictObject({ kind: z.literal('head'), day: Day, record: z.unknown() }),
  z.strictObject({
    kind: z.literal('event'),
    day: Day,
    stream: z.string(),
    sequence: z.number(),
    record: z.unknown(),
  }),
]);
export type ExportLine = z.infer<typeof ExportLine>;
