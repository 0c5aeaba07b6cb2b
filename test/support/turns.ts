import fc from 'fast-check';

type Racer<T> = () => Promise<T>;
type Results<R extends readonly Racer<unknown>[]> = { -readonly [K in keyof R]: Awaited<ReturnType<R[K]>> };

/**
 * Lets those who race go on one call at a time, in an order that a seed decides. Calls of gated objects are the places where a
 * race can be lost, so every interleaving of them can come up, and one that fails can be run again by its seed.
 */
export class Turns {
  #waiting: (() => Promise<void>)[] = [];
  #racing = false;

  /** The same object; while a race is on, each call of one of its methods waits for its turn. */
  gate<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (_, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => this.#turn(async () => Reflect.apply(member, target, args));
      },
    });
  }

  /** Lets others have some turns. */
  async pass(turns: number): Promise<void> {
    for (let n = 0; n < turns; n += 1) await this.#turn(async () => undefined);
  }

  /** What each of the racers came to. Fails with the seed in its message when one of them throws. */
  async race<R extends readonly Racer<unknown>[]>(seed: number, ...racers: R): Promise<Results<R>> {
    const drawn = numbers(seed);
    this.#racing = true;
    let left = racers.length;
    const results = Promise.all(racers.map((racer) => racer().finally(() => (left -= 1))));
    results.catch(() => undefined);
    while (left > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.#waiting.splice(drawn() % Math.max(1, this.#waiting.length), 1);
      await next?.();
    }
    this.#racing = false;
    try {
      // Promise.all keeps the order of the racers and the type of each.
      return (await results) as Results<R>;
    } catch (cause) {
      throw new Error(`The race with seed ${seed} failed: ${String(cause)}`, { cause });
    }
  }

  #turn<T>(call: () => Promise<T>): Promise<T> {
    if (!this.#racing) return call();
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => call().then(resolve, reject));
    });
  }
}

/** The same numbers for the same seed. */
function numbers(seed: number): () => number {
  const [stream] = fc.sample(fc.infiniteStream(fc.nat({ max: 2 ** 30 })), { seed, numRuns: 1 });
  return () => Number(stream?.next().value ?? 0);
}
