import type { EpochMs } from '../../../model/instant';
import type { Clock } from '../../../ports/clock';

/** The most calls that a round begins. */
const MOST_CALLS = 100;
/** A quarter of the 20 calls a second that Identity Center allows all its callers together. In milliseconds. */
const PACE = 200;

/** What a round may ask of Identity Center. A pair that was begun is finished, also over the budget. */
export class Budget {
  #calls = 0;

  constructor(
    private readonly clock: Clock,
    private readonly until: EpochMs,
  ) {}

  get calls(): number {
    return this.#calls;
  }

  /** Whether something new may be begun. */
  get left(): boolean {
    return this.#calls < MOST_CALLS && this.clock.now() < this.until;
  }

  /** Every page of a list, at the pace that is allowed; `undefined` when Identity Center is busy. */
  async all(
    read: (
      next?: string,
    ) => Promise<
      | { readonly kind: 'page'; readonly items: readonly string[]; readonly next?: string | undefined }
      | { readonly kind: 'busy' }
    >,
  ): Promise<readonly string[] | undefined> {
    const items: string[] = [];
    let next: string | undefined;
    do {
      this.#calls += 1;
      const page = await read(next);
      await this.clock.sleep(PACE);
      if (page.kind === 'busy') return undefined;
      items.push(...page.items);
      next = page.next;
    } while (next !== undefined);
    return items;
  }
}
