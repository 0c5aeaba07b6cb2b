import type { Item, Store } from 'dynalite/db';
import type { Timeline } from '../../clock';
import { ServiceError } from '../service';
import { prepare, tableOf } from './actions';
import type { Changes } from './changes';
import { Expiry } from './expiry';
import { itemPrefix, keyOf } from './keyspace';
import { type Plan, plan, type WriteName } from './plan';

/** Writes one change after the other, and tells the streams and the expiry of each. */
export class Engine {
  readonly store: Store;
  readonly expiry: Expiry;
  readonly #timeline: Timeline;
  readonly #changes: Changes;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store, timeline: Timeline, changes: Changes) {
    this.store = store;
    this.#timeline = timeline;
    this.#changes = changes;
    this.expiry = new Expiry(timeline, (table, key) => this.#expire(table, key));
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#timeline.now();
  }

  /** Runs `work` after all work that was given before, whether that failed or not. */
  serially<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined); // the caller has `result` and its failure
    return result;
  }

  /** Works out what a prepared operation would write. To be called within `serially`. */
  plan(name: WriteName, prepared: Record<string, unknown>): Promise<Plan> {
    return plan(this.store, name, prepared);
  }

  /** Writes plans in one batch. To be called within `serially`. */
  async commit(plans: readonly Plan[], byService = false): Promise<void> {
    const writes = plans.flatMap((planned) => planned.writes);
    if (writes.length > 0) await this.store.db.batch(writes);
    for (const planned of plans) {
      this.expiry.written(planned);
      this.#changes.emit(planned, byService);
    }
  }

  /** PutItem, UpdateItem or DeleteItem. */
  write(name: WriteName, input: Record<string, unknown>): Promise<Record<string, unknown>> {
    const prepared = prepare(this.store, name, input);
    return this.serially(async () => {
      const planned = await this.plan(name, prepared);
      if (planned.refusal) throw withOldItem(planned.refusal, planned.before, input);
      await this.commit([planned]);
      return planned.output;
    });
  }

  #expire(tableName: string, key: string): Promise<void> {
    return this.serially(async () => {
      const item = await this.store.db.get<Item>(itemPrefix(tableName) + key);
      const due = item && this.expiry.dueTime(tableName, item);
      if (!item || due === undefined || due > this.now()) return this.expiry.watch(tableName, key, item);
      const table = await tableOf(this.store, tableName);
      const planned = await this.plan('DeleteItem', { TableName: tableName, Key: keyOf(item, table) });
      await this.commit([planned], true);
    });
  }
}

function withOldItem(
  refusal: ServiceError,
  before: Item | undefined,
  input: Record<string, unknown>,
): ServiceError {
  const wanted = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  if (!wanted || !before || refusal.name !== 'ConditionalCheckFailedException') return refusal;
  return new ServiceError(refusal.name, refusal.message, refusal.status, { Item: before });
}
