import { z } from 'zod';
import { tableNames } from '../../aws/tables';
import type { TableName } from '../../core/contract/tables';
import type { DynamoDb } from '../../local/aws/dynamodb/dynamodb';
import { TABLE_PREFIX } from '../../local/places';

/** A change of one item; `type` is that of an audit event. */
export type Write = { readonly table: TableName; readonly key: string; readonly type?: string };

const COUNTS = 'throttle#';

const AuditImage = z.looseObject({
  record: z.object({ M: z.looseObject({ type: z.object({ S: z.string() }) }) }),
});

/** Adds every later change of any table to `writes`, but for the counts of what callers send, which are no records. */
export function watchWrites(dynamoDb: DynamoDb, writes: Write[]): void {
  const names = tableNames(TABLE_PREFIX);
  const tables: readonly TableName[] = ['requests', 'assignments', 'policies', 'directory', 'audit'];
  for (const table of tables)
    dynamoDb.onChange(names[table], ({ dynamodb: { Keys, NewImage } }) => {
      const event = AuditImage.safeParse(NewImage);
      const key = Object.values(Keys)
        .flatMap((value) => Object.values(value))
        .join(' ');
      if (key.startsWith(COUNTS)) return;
      writes.push({ table, key, ...(event.success ? { type: event.data.record.M.type.S } : {}) });
    });
}
