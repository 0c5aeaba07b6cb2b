import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Endpoint, startEndpoint } from '../../../../local/aws/endpoint';
import { Faults } from '../../../../local/aws/faults';
import { DynamoDb } from '../../../../local/aws/dynamodb/dynamodb';
import type { EmulatedService } from '../../../../local/aws/service';
import { VirtualClock } from '../../../../local/clock';

/** What an SDK client needs to talk to an endpoint here. */
export function clientConfig(url: string, maxAttempts = 1) {
  return {
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts,
  };
}

/** 2026-03-01T09:00:00Z in epoch milliseconds. */
export const START = Date.UTC(2026, 2, 1, 9);

export type Rig = Endpoint & { clock: VirtualClock; faults: Faults; bugs: string[] };

/** An endpoint with a standing clock. */
export async function startRig(services: readonly EmulatedService[], clock = standingClock()): Promise<Rig> {
  const faults = new Faults();
  const bugs: string[] = [];
  const onBug = (message: string) => void bugs.push(message);
  const endpoint = await startEndpoint({ services, faults, timeline: clock, onBug });
  return { ...endpoint, clock, faults, bugs };
}

export function standingClock(): VirtualClock {
  return new VirtualClock({ ticking: false, now: START });
}

/** DynamoDB behind an endpoint, with a client. */
export async function startDynamo(folder?: string, clock = standingClock()) {
  const db = await DynamoDb.open({ timeline: clock, ...(folder && { folder }) });
  const rig = await startRig([db], clock);
  const client = new DynamoDBClient(clientConfig(rig.url));
  const close = async () => {
    client.destroy();
    await rig.close();
    await db.close();
  };
  return { ...rig, db, client, close };
}

/** A table `things` with key `id`, and an index `by-owner` over `owner` and `at`. */
export const THINGS = {
  TableName: 'things',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'owner', AttributeType: 'S' },
    { AttributeName: 'at', AttributeType: 'N' },
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-owner',
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'at', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
} as const;
