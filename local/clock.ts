import { AsyncLocalStorage } from 'node:async_hooks';

type Job = { readonly at: number; readonly order: number; readonly run: () => void | Promise<void> };

/** What the emulated services and the Lambda host need of time. All times are epoch milliseconds. */
export interface Timeline {
  now(): number;
  /** Runs `run` once the timeline reaches `at`; returns a function that calls it off. */
  at(at: number, run: () => void | Promise<void>): () => void;
  /** Waits in virtual milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Counts `work` as in flight, so that time is not moved over it. */
  track<T>(work: () => Promise<T>): Promise<T>;
}

const MAX_REAL_TIMEOUT = 60_000;

/**
 * The laptop's clock: real time plus an offset that only grows. `advanceTo` moves it, running everything
 * that falls due on the way in order and letting each piece of work finish before time goes on.
 * With `ticking: false` (tests) it stands still between moves.
 */
export class VirtualClock implements Timeline {
  #ticking: boolean;
  /** Of which clock's work this is. One for all clocks: each that is in use makes every promise of the process slower. */
  static readonly #workOf = new AsyncLocalStorage<VirtualClock>();
  readonly #onMove = new Set<(now: number) => void>();
  #offset: number;
  #frozenAt: number;
  #jobs: Job[] = [];
  #order = 0;
  #busy = 0;
  #idleWaiters: (() => void)[] = [];
  #moving: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: { ticking: boolean; now?: number; offset?: number }) {
    this.#ticking = options.ticking;
    this.#offset = options.offset ?? 0;
    this.#frozenAt = options.now ?? 0;
  }

  now(): number {
    return this.#ticking ? Date.now() + this.#offset : this.#frozenAt;
  }

  /** Milliseconds that this clock is ahead of real time; kept by the state folder across restarts. */
  get offset(): number {
    return this.#offset;
  }

  /** From now on time passes only when it is moved: what is measured then does not depend on the machine. */
  stand(): void {
    this.#frozenAt = this.now();
    this.#ticking = false;
    clearTimeout(this.#timer);
  }

  /** Called after every move of the clock. */
  onMove(listener: (now: number) => void): void {
    this.#onMove.add(listener);
  }

  at(at: number, run: () => void | Promise<void>): () => void {
    if (this.#stopped) return () => undefined;
    const job: Job = { at, order: this.#order++, run };
    this.#jobs.push(job);
    this.#jobs.sort((a, b) => a.at - b.at || a.order - b.order);
    this.#arm();
    return () => {
      this.#jobs = this.#jobs.filter((other) => other !== job);
      this.#arm();
    };
  }

  async sleep(milliseconds: number): Promise<void> {
    const inWork = VirtualClock.#workOf.getStore() === this;
    await new Promise<void>((resolve) => {
      this.at(this.now() + Math.max(0, milliseconds), () => {
        if (inWork) this.#busy += 1;
        resolve();
      });
      if (inWork) this.#done();
    });
  }

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await VirtualClock.#workOf.run(this, work);
    } finally {
      this.#done();
    }
  }

  /** Resolves when no tracked work is running (sleeping work does not count). */
  async idle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#busy > 0) {
      await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Moves time forward by `milliseconds`; resolves when everything that fell due has been done. */
  advance(milliseconds: number): Promise<void> {
    return this.advanceTo(this.now() + milliseconds);
  }

  /** Moves time forward to `target` (epoch milliseconds); a target in the past only settles. */
  advanceTo(target: number): Promise<void> {
    this.#moving = this.#moving.then(() => this.#move(target));
    return this.#moving;
  }

  /** Does `work` without waiting where it sleeps: time moves on to whatever is due next, until it is done. */
  async hurry<T>(work: () => Promise<T>): Promise<T> {
    let done = false;
    const result = this.track(work).finally(() => {
      done = true;
    });
    // Whoever awaits the result hears of a failure; this only keeps it from counting as unhandled meanwhile.
    result.catch(() => undefined);
    for (await this.idle(); !done; await this.idle()) {
      const [next] = this.#jobs;
      if (!next) break;
      await this.advanceTo(next.at);
    }
    return result;
  }

  /** Calls off everything that is scheduled, for good: whoever sleeps on this clock does not wake again. */
  stop(): void {
    this.#stopped = true;
    this.#jobs = [];
    clearTimeout(this.#timer);
  }

  async #move(target: number): Promise<void> {
    await this.idle();
    for (let job = this.#jobs[0]; job && job.at <= target; job = this.#jobs[0]) {
      this.#jumpTo(job.at);
      this.#run(job);
      await this.idle();
    }
    this.#jumpTo(target);
    await this.idle();
    for (const listener of this.#onMove) listener(this.now());
    this.#arm();
  }

  #jumpTo(time: number): void {
    const ahead = time - this.now();
    if (ahead <= 0) return;
    if (this.#ticking) this.#offset += ahead;
    else this.#frozenAt = time;
  }

  #run(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job);
    const outcome = VirtualClock.#workOf.exit(() => job.run());
    if (outcome) void this.track(() => outcome);
  }

  #arm(): void {
    if (!this.#ticking) return;
    clearTimeout(this.#timer);
    const next = this.#jobs[0];
    if (!next) return;
    const wait = Math.min(Math.max(0, next.at - this.now()), MAX_REAL_TIMEOUT);
    this.#timer = setTimeout(() => {
      const now = this.now();
      for (let job = this.#jobs[0]; job && job.at <= now; job = this.#jobs[0]) this.#run(job);
      this.#arm();
    }, wait);
  }

  #done(): void {
    this.#busy -= 1;
    if (this.#busy > 0) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const waiter of waiters) waiter();
  }
}
