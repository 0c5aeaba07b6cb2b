import type { ChainedEvent } from '../../../core/model/audit-event';
import { eachEvent } from '../../../lambdas/notify/stream-batch';
import { logger } from '../../../lambdas/shared/logger';
import { buildWorld } from '../../support/world';

logger.setLogLevel('SILENT');

type Attribute = Record<string, unknown>;

/** A value as DynamoDB's change stream carries it. */
function attribute(value: unknown): Attribute {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null || value === undefined) return { NULL: true };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  return {
    M: Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, attribute(member)]),
    ),
  };
}

async function batch() {
  const world = buildWorld();
  await world.granted();
  return world.store.events().map((event, index) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: `s-${index + 1}`, NewImage: { record: attribute(event) } },
  }));
}

describe('a batch of the audit stream', () => {
  it('is handled event by event, in order', async () => {
    const seen: string[] = [];
    const Records = await batch();
    const answer = await eachEvent({ Records }, async ({ type }: ChainedEvent) => seen.push(type));
    expect(seen).toEqual(['RequestCreated', 'DecisionRecorded', 'RequestApproved']);
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  it('reports the first failure and stops, so that it and the rest come again (G12)', async () => {
    const seen: string[] = [];
    const answer = await eachEvent({ Records: await batch() }, async ({ type }) => {
      if (type === 'DecisionRecorded') throw new Error('no mail today');
      seen.push(type);
    });
    expect(seen).toEqual(['RequestCreated']);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 's-2' }] });
  });

  it('reports a record that is no audit event instead of passing over it', async () => {
    const Records = [{ eventName: 'INSERT', dynamodb: { SequenceNumber: 's-1', NewImage: {} } }];
    const answer = await eachEvent({ Records }, async () => undefined);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 's-1' }] });
  });

  it('passes over what is not new', async () => {
    const Records = [{ eventName: 'REMOVE', dynamodb: { SequenceNumber: 's-1' } }];
    expect(await eachEvent({ Records }, () => Promise.reject(new Error('called')))).toEqual({
      batchItemFailures: [],
    });
  });

  it('throws for what is no batch at all', async () => {
    await expect(eachEvent({ nonsense: true }, async () => undefined)).rejects.toThrow('Records');
  });
});
