import { z } from 'zod';
import { tableNames } from '../../aws/tables';
import { NEWS_EVENTS } from '../../core/contract/news';
import { AuditEventType } from '../../core/model/audit-event';
import { MINUTE } from '../../core/model/instant';
import type { DynamoDb } from '../aws/dynamodb/dynamodb';
import { readSection } from '../aws/section';
import type { Section } from '../aws/service';
import { TABLE_PREFIX } from '../places';
import type { StreamPoller } from '../stream-poller';

const AuditImage = z.looseObject({
  record: z.object({
    M: z.looseObject({
      type: z.object({ S: AuditEventType }),
      at: z.object({ N: z.coerce.number() }),
    }),
  }),
});
const Page = z.looseObject({
  Items: z.array(z.record(z.string(), z.unknown())),
  LastEvaluatedKey: z.unknown().optional(),
});

/** Everything up to here has been delivered, in epoch milliseconds. */
const Checkpoint = z.strictObject({ deliveredUntil: z.number() });

/** Events of one moment need not arrive in the order of their times: what is a little older than the last is looked at too. */
const SLACK = MINUTE;

/** The filter that the event source mapping of `notify` has. */
export function isNews(image: unknown): boolean {
  const parsed = AuditImage.safeParse(image);
  return parsed.success && NEWS_EVENTS.includes(parsed.data.record.M.type.S);
}

/**
 * Feeds audit events to the poller: first those that were written and not delivered before the laptop was ended, then each new one.
 * A stream of AWS keeps its records; this one would forget them with the process. What comes twice is mailed once.
 */
export async function followNews(
  dynamoDb: DynamoDb,
  section: Section,
  poller: StreamPoller,
  now: number,
): Promise<void> {
  const { deliveredUntil } = readSection(section, Checkpoint, 'the stream', { deliveredUntil: now });
  const save = (until: number) => section.write({ deliveredUntil: until });
  if (deliveredUntil === now) save(now);
  const table = tableNames(TABLE_PREFIX).audit;
  const missed = deliveredUntil === now ? [] : await imagesSince(dynamoDb, table, deliveredUntil - SLACK);
  poller.onDrained(save);
  dynamoDb.onChange(table, (record) => poller.push(record));
  for (const [index, { image, at }] of missed.entries())
    poller.push({
      eventName: 'INSERT',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(at / 1_000),
        NewImage: image,
        SequenceNumber: `${at}${String(index).padStart(12, '0')}`,
      },
    });
}

type Image = { readonly image: Record<string, unknown>; readonly at: number };

/** The items of events since a time, oldest first. */
async function imagesSince(dynamoDb: DynamoDb, TableName: string, since: number): Promise<Image[]> {
  const images: Image[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const input = { TableName, ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }) };
    const page = Page.parse(await dynamoDb.call({ operation: 'Scan', input }));
    for (const image of page.Items) {
      const parsed = AuditImage.safeParse(image);
      if (!parsed.success || parsed.data.record.M.at.N < since) continue;
      images.push({ image, at: parsed.data.record.M.at.N });
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return images.toSorted((a, b) => a.at - b.at);
}
