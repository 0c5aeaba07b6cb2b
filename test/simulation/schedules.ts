import { MINUTE } from '../../core/model/instant';
import type { LambdaHost } from './lambda-host';
import type { SimTimeline } from './timeline';

/** As `lib/constructs/timer.ts` sets it: a run that failed is tried once more, then kept. */
const RETRIES = 1;
const RETRY_AFTER = 30_000;

/** What EventBridge starts by the clock. */
export class Schedules {
  /** Runs that failed for good: they wait in the failure queue. */
  readonly deadLetters: string[] = [];
  #stopped = false;

  constructor(
    private readonly host: LambdaHost,
    private readonly timeline: SimTimeline,
  ) {}

  /** Runs a function every so many minutes, for the first time after `first` milliseconds. */
  every(minutes: number, fn: string, first: number): void {
    const tick = (round: number) => {
      if (this.#stopped) return;
      this.#run(fn, round, 0);
      this.timeline.schedule(this.timeline.now() + minutes * MINUTE, undefined, () => tick(round + 1));
    };
    this.timeline.schedule(this.timeline.now() + first, undefined, () => tick(1));
  }

  /** Starts nothing any more. */
  stop(): void {
    this.#stopped = true;
  }

  #run(fn: string, round: number, retries: number): void {
    void this.host.invoke(fn, {}, `round ${round}`).catch(() => {
      if (retries === RETRIES) this.deadLetters.push(`${fn} round ${round}`);
      else
        this.timeline.schedule(this.timeline.now() + RETRY_AFTER, undefined, () =>
          this.#run(fn, round, retries + 1),
        );
    });
  }
}
