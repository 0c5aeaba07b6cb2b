import type { Store, Write } from 'dynalite/db';
import { z } from 'zod';
import { tableOf } from './actions';
import { tagPrefix, under } from './keyspace';

type Input = Record<string, unknown>;

const Resource = z.object({ ResourceArn: z.string() });
const Tagged = Resource.extend({ Tags: z.array(z.object({ Key: z.string(), Value: z.string() })) });
const Untagged = Resource.extend({ TagKeys: z.array(z.string()) });

/** TagResource. */
export async function tagResource(store: Store, input: Input): Promise<Input> {
  const { ResourceArn, Tags } = Tagged.parse(input);
  const prefix = await prefixOf(store, ResourceArn);
  await store.db.batch(
    Tags.map(({ Key, Value }): Write => ({ type: 'put', key: prefix + Key, value: Value })),
  );
  return {};
}

/** UntagResource. */
export async function untagResource(store: Store, input: Input): Promise<Input> {
  const { ResourceArn, TagKeys } = Untagged.parse(input);
  const prefix = await prefixOf(store, ResourceArn);
  await store.db.batch(TagKeys.map((key): Write => ({ type: 'del', key: prefix + key })));
  return {};
}

/** ListTagsOfResource, all in one page. */
export async function listTags(store: Store, input: Input): Promise<Input> {
  const prefix = await prefixOf(store, Resource.parse(input).ResourceArn);
  const entries = await store.db.iterator(under(prefix)).all();
  return { Tags: entries.map(([key, Value]) => ({ Key: key.slice(prefix.length), Value })) };
}

async function prefixOf(store: Store, arn: string): Promise<string> {
  const { TableName } = await tableOf(store, arn.slice(arn.lastIndexOf('/') + 1));
  return tagPrefix(TableName);
}
