import { z } from 'zod';
import { invalid, prepare } from './actions';
import type { Engine } from './engine';

const Part = z.record(z.string(), z.unknown());
const Requests = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.object({ Item: Part }).optional(),
        DeleteRequest: z.object({ Key: Part }).optional(),
      }),
    ),
  ),
});

/** BatchWriteItem. It never leaves anything unprocessed. */
export function writeBatch(engine: Engine, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  prepare(engine.store, 'BatchWriteItem', input);
  const { RequestItems } = Requests.parse(input);
  return engine.serially(async () => {
    const plans = await Promise.all(
      Object.entries(RequestItems).flatMap(([TableName, requests]) =>
        requests.map(({ PutRequest, DeleteRequest }) =>
          PutRequest
            ? engine.plan('PutItem', { TableName, Item: PutRequest.Item })
            : engine.plan('DeleteItem', { TableName, Key: DeleteRequest?.Key }),
        ),
      ),
    );
    for (const { refusal } of plans) if (refusal) throw refusal;
    const keys = plans.map(({ table, key }) => `${table?.TableName}~${key}`);
    if (new Set(keys).size < keys.length) throw invalid('Provided list of item keys contains duplicates');
    await engine.commit(plans);
    return { UnprocessedItems: {} };
  });
}
