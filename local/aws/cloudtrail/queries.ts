import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import type { Timeline } from '../../clock';
import type { ServiceError } from '../service';
import type { QueryAnswer, RunningQuery } from './database';

const QUEUED_FOR = 100;
const RUNNING_FOR = 300;
const LONGEST = 60 * 60 * 1000;
const MOST_KEPT = 200;

/** A query and how far it has come. Times in epoch milliseconds. */
export type Query = {
  readonly id: string;
  readonly statement: string;
  readonly createdAt: number;
  status: 'QUEUED' | 'RUNNING' | 'FINISHED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT';
  finishedAt?: number;
  answer?: QueryAnswer;
  errorMessage?: string;
};

/** How a service limits its queries, and how it refuses. */
export type QueryRules = {
  readonly atOnce: number;
  readonly tooMany: (atOnce: number) => ServiceError;
  readonly unknown: (id: string) => ServiceError;
  readonly inactive: (query: Query) => ServiceError;
};

/** The queries of a service: queued, run and kept, on the laptop's clock. */
export class Queries {
  readonly #kept = new Map<string, Query>();
  readonly #running = new Map<string, RunningQuery>();

  constructor(
    private readonly timeline: Timeline,
    private readonly rules: QueryRules,
  ) {}

  /** Queues what `run` does; `statement` is its text as the caller wrote it, `delay` milliseconds that it takes longer. */
  start(statement: string, run: () => Promise<RunningQuery>, delay = 0): Query {
    const live = [...this.#kept.values()].filter(isLive);
    if (live.length >= this.rules.atOnce) throw this.rules.tooMany(this.rules.atOnce);
    const query: Query = { id: randomUUID(), statement, createdAt: this.timeline.now(), status: 'QUEUED' };
    this.#keep(query);
    this.timeline.at(query.createdAt + QUEUED_FOR, () => {
      if (query.status === 'QUEUED') query.status = 'RUNNING';
    });
    this.timeline.at(query.createdAt + QUEUED_FOR + RUNNING_FOR + delay, () => this.#run(query, run));
    return query;
  }

  get(id: string): Query {
    const query = this.#kept.get(id);
    if (!query) throw this.rules.unknown(id);
    return query;
  }

  cancel(id: string): Query {
    const query = this.get(id);
    if (!isLive(query)) throw this.rules.inactive(query);
    this.#end(query, 'CANCELLED');
    return query;
  }

  async #run(query: Query, run: () => Promise<RunningQuery>): Promise<void> {
    if (query.status !== 'RUNNING') return;
    const forget = this.timeline.at(query.createdAt + LONGEST, () => this.#end(query, 'TIMED_OUT'));
    try {
      const running = await run();
      this.#running.set(query.id, running);
      query.answer = await running.answer;
      this.#end(query, 'FINISHED');
    } catch (error) {
      if (isLive(query))
        query.errorMessage = (types.isNativeError(error) ? error.message : String(error)).slice(0, 1000);
      this.#end(query, 'FAILED');
    } finally {
      forget();
      this.#running.delete(query.id);
    }
  }

  #end(query: Query, status: Query['status']): void {
    if (!isLive(query)) return;
    query.status = status;
    query.finishedAt = this.timeline.now();
    this.#running.get(query.id)?.interrupt();
  }

  #keep(query: Query): void {
    this.#kept.set(query.id, query);
    for (const old of this.#kept.values()) {
      if (this.#kept.size <= MOST_KEPT) return;
      if (!isLive(old)) this.#kept.delete(old.id);
    }
  }
}

function isLive(query: Query): boolean {
  return query.status === 'QUEUED' || query.status === 'RUNNING';
}
