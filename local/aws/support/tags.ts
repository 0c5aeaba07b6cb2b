import { z } from 'zod';

/** Tags as they are stored. */
export const tagMap = z.record(z.string(), z.string());

/** Tags as they are stored. */
export type TagMap = z.infer<typeof tagMap>;

/** Tags as they are sent. */
export const tagList = z
  .array(z.strictObject({ Key: z.string().min(1).max(128), Value: z.string().max(256) }))
  .max(50);

/** `tags` with `added` on top of them. */
export function withTags(tags: TagMap, added: z.infer<typeof tagList>): TagMap {
  return { ...tags, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) };
}

/** Tags as they are answered. */
export function listed(tags: TagMap): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
