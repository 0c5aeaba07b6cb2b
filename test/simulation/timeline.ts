import type { Timeline } from '../../local/clock';

/** What waits for its moment. `step`: its name when it counts as a step of the run; absent: the completion of some I/O. */
type Job = {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  readonly step: string | undefined;
  cancelled: boolean;
};

/** Virtual time: a queue of jobs, taken one at a time in the order of their moments. */
export class SimTimeline implements Timeline {
  #now: number;
  #order = 0;
  /** A binary heap by moment, then by order. */
  readonly #heap: Job[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  at(at: number, run: () => void | Promise<void>): () => void {
    return this.schedule(at, 'timer', run);
  }

  /** Runs `run` at `at`, epoch milliseconds; gives a function that calls it off. */
  schedule(at: number, step: string | undefined, run: () => void | Promise<void>): () => void {
    const job: Job = {
      at: Math.max(at, this.#now),
      order: this.#order++,
      step,
      run: () => void run(),
      cancelled: false,
    };
    this.#push(job);
    return () => {
      job.cancelled = true;
    };
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.schedule(this.#now + milliseconds, undefined, resolve));
  }

  track<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** When the next job falls due; undefined when there is none. */
  get next(): number | undefined {
    while (this.#heap[0]?.cancelled) this.#pop();
    return this.#heap[0]?.at;
  }

  /** Moves time to the next job and begins it; gives the name of the step that it is, if it is one. */
  advance(): { readonly step: string | undefined } | undefined {
    if (this.next === undefined) return undefined;
    const job = this.#pop()!;
    this.#now = job.at;
    job.run();
    return { step: job.step };
  }

  #push(job: Job): void {
    const heap = this.#heap;
    let at = heap.push(job) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!before(job, heap[above]!)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = job;
  }

  #pop(): Job | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below += 1;
      if (!before(heap[below]!, last)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

function before(left: Job, right: Job): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}

/** The same timeline as somebody sees it whose clock goes `skew` milliseconds ahead of ours. */
export function skewed(timeline: SimTimeline, skew: number): Timeline {
  return {
    now: () => timeline.now() + skew,
    at: (at, run) => timeline.at(at - skew, run),
    sleep: (milliseconds) => timeline.sleep(milliseconds),
    track: (work) => work(),
  };
}
