import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { CAPACITY_KEYS } from '../core/contract/tables';
import { AssignmentSlots } from '../core/model/assignment-slots';
import type { EpochMs } from '../core/model/instant';
import type { Capacity, Line, SlotAnswer, SlotWish, Turn, Urgency } from '../core/ports/capacity';
import type { Clock } from '../core/ports/clock';
import { bindSlot, keepSlot, noSlots, releaseSlot, takeSlot } from '../core/rules/assignment-slots';
import { turnLength, turnWindow } from '../core/rules/call-turns';
import { jitter } from '../core/rules/jitter';
import { takeTurn } from './dynamo-line';
import { parseRecord } from './records';

/** What an installation lets Hourglass take of Identity Center's quotas. */
export type CapacityLimits = {
  /** Calls of the API in any second, of all functions together. */
  readonly callsPerSecond: number;
  /** Assignment operations under way at once. */
  readonly outstanding: number;
};

/**
 * How often the item with the slots is tried to be written while others write it. Whoever wants a slot can come back later; whoever
 * has one must get it said what became of it. In between some milliseconds pass.
 */
const TRIES = { take: 5, tell: 20 } as const;
const LONGEST_PAUSE = 60;

type Change = (slots: AssignmentSlots, now: EpochMs) => AssignmentSlots | undefined;

const Slots = z.looseObject({ record: AssignmentSlots, version: z.number().int().positive() });

/** The slots keep changing under the writer: nothing was written. */
export class CapacityContendedError extends Error {
  override name = 'CapacityContendedError' as const;
}

/**
 * Capacity in two items of the directory table. Turns are given out by one conditional write each, so that any number of callers at
 * once gets on; slots, of which there are few and for seconds, by a write on the version that was read.
 */
export class DynamoCapacity implements Capacity {
  readonly #length: number;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly clock: Clock,
    private readonly limits: CapacityLimits,
  ) {
    this.#length = turnLength(limits.callsPerSecond);
  }

  turn(urgency: Urgency, line: Line): Promise<Turn> {
    const place = { table: this.table, key: { pk: CAPACITY_KEYS.calls }, attribute: line };
    return takeTurn(this.client, place, turnWindow(urgency, this.clock.now()), this.#length);
  }

  async takeSlot(wish: SlotWish): Promise<SlotAnswer> {
    let decided: SlotAnswer = { kind: 'taken' };
    const done = await this.#change(wish.claim, TRIES.take, (slots, now) => {
      const { answer, after } = takeSlot(slots, wish, now, this.limits.outstanding);
      decided = answer;
      return after;
    });
    return done ? decided : { kind: 'full', reason: 'Many assignments are about to be changed.' };
  }

  bindSlot(claim: string, operationId: string): Promise<void> {
    return this.#tell(claim, (slots, now) => bindSlot(slots, claim, operationId, now));
  }

  keepSlot(operationId: string): Promise<void> {
    return this.#tell(operationId, (slots, now) => keepSlot(slots, operationId, now));
  }

  releaseSlot(name: string): Promise<void> {
    return this.#tell(name, (slots, now) => releaseSlot(slots, name, now));
  }

  async #tell(name: string, change: Change): Promise<void> {
    if (!(await this.#change(name, TRIES.tell, change)))
      throw new CapacityContendedError('The slots of assignment operations keep changing.');
  }

  /** False when others wrote first each time. */
  async #change(name: string, most: number, change: Change): Promise<boolean> {
    for (let tries = 1; tries <= most; tries += 1) {
      const stored = await this.#slots();
      const after = change(stored?.record ?? noSlots, this.clock.now());
      if (!after || (await this.#write(after, stored?.version ?? 0))) return true;
      await this.clock.sleep(Math.ceil(jitter(`${name}#${tries}`) * LONGEST_PAUSE));
    }
    return false;
  }

  async #slots(): Promise<z.infer<typeof Slots> | undefined> {
    const Key = { pk: CAPACITY_KEYS.slots };
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.table, Key, ConsistentRead: true }),
    );
    return Item && parseRecord(Slots, Item, Key.pk);
  }

  async #write(record: AssignmentSlots, version: number): Promise<boolean> {
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { pk: CAPACITY_KEYS.slots, record, version: version + 1 },
          ConditionExpression: 'attribute_not_exists(#version) OR #version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
