import { type FunctionName, functions } from '../../lambdas/functions';
import type { Faults } from './faults';
import { type Instance, type Process, setCurrent } from './process';
import { hashText, Random } from './random';
import type { SimTimeline } from './timeline';

type Handler = (event: unknown) => Promise<unknown>;
type Ended = {
  readonly process: Process;
  readonly how: 'answered' | 'failed' | 'crashed';
  readonly error?: unknown;
};

/** The furthest that the clock of an instance is off, in milliseconds. */
export const MOST_SKEW = 2_000;
const COLD = 0.15;
/** How often one call of a function becomes two: Lambda promises at least one. */
const TWICE = 0.02;

/** An invocation that ended without an answer, as Lambda reports it. */
class InvocationError extends Error {}

/** Lambda: runs the deployed handlers, in instances that are kept, thrown away and started anew. */
export class LambdaHost {
  readonly #idle = new Map<string, Instance[]>();
  readonly #ends: ((ended: Ended) => void)[] = [];
  readonly #reject = new Map<Process, (error: Error) => void>();
  readonly #times = new Map<string, number>();
  #instances = 0;
  /** The first instance of the newest deployment. */
  #oldest = 0;
  /** Invocations by function, for the report. */
  readonly invocations = new Map<string, number>();
  /** Invocations that are under way. */
  readonly running = new Set<Process>();

  constructor(
    private readonly handlers: ReadonlyMap<string, Handler>,
    private readonly timeline: SimTimeline,
    private readonly faults: Faults,
    private readonly seed: number,
    private readonly note: (text: string) => void,
  ) {}

  /** Hears how each invocation ended. */
  onEnd(listener: (ended: Ended) => void): void {
    this.#ends.push(listener);
  }

  /** Invokes a function; `about` names the invocation, together with how often that name was used before. */
  invoke(fn: string, event: unknown, about: string): Promise<unknown> {
    const key = this.#keyOf(fn, about);
    const random = new Random(hashText(key, this.seed));
    // What crosses the wire is JSON, in both directions.
    const copy = JSON.stringify(event);
    if (this.faults.on && this.faults.profile.rate > 0 && fn !== 'api' && random.chance(TWICE)) {
      this.note(`invoked twice: ${key}`);
      const second = new Random(hashText(key, this.seed + 1));
      this.#begin(fn, copy, `${key}~`, about, second, random.between(1, 20_000)).catch(() => undefined);
    }
    return this.#begin(fn, copy, key, about, random, 0);
  }

  /** Ends an invocation at once, and its instance with it. */
  readonly crash = (process: Process, why: string): void => {
    if (!process.alive) return;
    process.alive = false;
    this.note(`${why}: ${process.key}`);
    const error = new InvocationError(`RequestId: ${process.key} Error: Runtime exited`);
    error.name = why === 'timed out' ? 'Sandbox.Timedout' : 'Runtime.ExitError';
    const reject = this.#reject.get(process);
    this.#end({ process, how: 'crashed', error });
    setCurrent(undefined);
    this.timeline.schedule(this.timeline.now() + 1, undefined, () => reject?.(error));
  };

  /** Throws all idle instances away, as a deployment does. */
  restart(): void {
    this.#idle.clear();
    this.#oldest = this.#instances + 1;
  }

  #keyOf(fn: string, about: string): string {
    const name = `${fn}:${about}`;
    const times = (this.#times.get(name) ?? 0) + 1;
    this.#times.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  }

  #begin(
    fn: string,
    event: string,
    key: string,
    about: string,
    random: Random,
    later: number,
  ): Promise<unknown> {
    const instance = this.#instanceFor(fn, random);
    const starts = instance.fresh ? random.between(150, 900) : random.between(4, 40);
    return new Promise((resolve, reject) => {
      this.timeline.schedule(this.timeline.now() + later + starts, `invoke ${fn}`, () => {
        const process: Process = {
          key,
          fn,
          about,
          event: JSON.parse(event),
          instance: instance.kept,
          random,
          startedAt: this.timeline.now(),
          calls: 0,
          alive: true,
        };
        this.#run(process, resolve, reject);
      });
    });
  }

  #instanceFor(fn: string, random: Random): { kept: Instance; fresh: boolean } {
    const idle = random.chance(COLD) ? undefined : this.#idle.get(fn)?.pop();
    if (idle) return { kept: idle, fresh: false };
    const skew = this.faults.profile.rate > 0 ? random.between(-MOST_SKEW, MOST_SKEW) : 0;
    return { kept: { id: ++this.#instances, key: {}, skew }, fresh: true };
  }

  #run(process: Process, resolve: (answer: unknown) => void, reject: (error: Error) => void): void {
    const { fn } = process;
    const handler = this.handlers.get(fn);
    if (!handler) throw new Error(`The simulator has no function ${fn}`);
    this.invocations.set(fn, (this.invocations.get(fn) ?? 0) + 1);
    this.#reject.set(process, reject);
    this.running.add(process);
    const seconds = functions[fn as FunctionName].timeoutSeconds;
    const cancel = this.timeline.schedule(this.timeline.now() + seconds * 1_000, undefined, () =>
      this.crash(process, 'timed out'),
    );
    setCurrent(process);
    const answers = (how: 'answered' | 'failed', error: unknown, tell: () => void) => {
      cancel();
      if (!process.alive) return;
      process.alive = false;
      this.#end({ process, how, ...(error === undefined ? {} : { error }) });
      const idle = this.#idle.get(fn) ?? [];
      this.#idle.set(fn, idle);
      if (process.instance.id >= this.#oldest) idle.push(process.instance);
      setCurrent(undefined);
      this.timeline.schedule(this.timeline.now() + process.random.between(1, 12), undefined, () => {
        setCurrent(undefined);
        tell();
      });
    };
    void handler(process.event).then(
      (answer) => {
        const wire = JSON.stringify(answer);
        answers('answered', undefined, () => resolve(wire === undefined ? null : JSON.parse(wire)));
      },
      (error: unknown) =>
        answers('failed', error, () => reject(error instanceof Error ? error : new Error(String(error)))),
    );
  }

  #end(ended: Ended): void {
    this.#reject.delete(ended.process);
    this.running.delete(ended.process);
    for (const listener of this.#ends) listener(ended);
  }
}
