import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Item, Table } from 'dynalite/db';
import type { Timeline } from '../../clock';
import { keyOf } from './keyspace';
import type { Plan } from './plan';

/** One change of an item, in the shape of a record of a DynamoDB stream with new and old images. */
export type StreamRecord = {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  eventSourceARN: string;
  /** Present when DynamoDB itself deleted an expired item. */
  userIdentity?: { type: 'Service'; principalId: 'dynamodb.amazonaws.com' };
  dynamodb: {
    /** Epoch seconds. */
    ApproximateCreationDateTime: number;
    Keys: Item;
    OldImage?: Item;
    NewImage?: Item;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: 'NEW_AND_OLD_IMAGES';
  };
};

/** Told of each change, in the order in which they were written; must not throw. */
export type ChangeListener = (record: StreamRecord) => void;

/** Tells the listeners of each table what was written. */
export class Changes {
  readonly #timeline: Timeline;
  readonly #region: string;
  readonly #listeners = new Map<string, Set<ChangeListener>>();
  #sequence = 0;

  constructor(timeline: Timeline, region: string) {
    this.#timeline = timeline;
    this.#region = region;
  }

  /** Listens to a table, which need not exist yet; returns a function that stops it. */
  on(table: string, listener: ChangeListener): () => void {
    const listeners = this.#listeners.get(table) ?? new Set();
    this.#listeners.set(table, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Tells of a plan that was written; one that changed nothing is no news, as in DynamoDB. */
  emit({ table, before, after }: Plan, byService: boolean): void {
    const listeners = table && this.#listeners.get(table.TableName);
    if (!listeners || listeners.size === 0) return;
    const record = this.#record(table, before, after, byService);
    if (record) for (const listener of listeners) listener(record);
  }

  #record(
    table: Table,
    old: Item | undefined,
    now: Item | undefined,
    byService: boolean,
  ): StreamRecord | undefined {
    const item = now ?? old;
    if (!item) return undefined;
    const [before, after] = [plain(old), plain(now)];
    if (isDeepStrictEqual(before, after)) return undefined;
    this.#sequence += 1;
    const time = this.#timeline.now();
    return {
      eventID: randomUUID().replaceAll('-', ''),
      eventName: !before ? 'INSERT' : after ? 'MODIFY' : 'REMOVE',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#region,
      eventSourceARN: `${table.TableArn}/stream/2026-01-01T00:00:00.000`,
      ...(byService && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(time / 1000),
        Keys: keyOf(item, table),
        ...(before && { OldImage: before }),
        ...(after && { NewImage: after }),
        SequenceNumber: `${Math.floor(time)}${String(this.#sequence).padStart(12, '0')}`,
        SizeBytes: JSON.stringify([before, after]).length,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    };
  }
}

/** dynalite makes objects without a prototype, which compare as different from others. */
function plain(item: Item | undefined): Item | undefined {
  return item && structuredClone(item);
}
