import { NEWS_EVENTS } from '../../core/contract/news';
import type { Faults } from './faults';
import type { LambdaHost } from './lambda-host';
import type { Random } from './random';
import type { Written } from './services/document-store/document-store';
import { attributeValues, type Item } from './services/document-store/item';
import type { SimTimeline } from './timeline';

type Change = { readonly sequence: number; readonly item: Item; readonly at: number; tries: number };
type Shard = { readonly waiting: Change[]; busy: boolean };

const SHARDS = 2;
const BATCH = 10;
/** As `lib/constructs/notices.ts` sets them. */
const RETRIES = 10;
const news: ReadonlySet<string> = new Set(NEWS_EVENTS);

/** The audit table's change stream, and what Lambda does with it: in order per shard, late, twice, tried again, then kept. */
export class Deliveries {
  #shards: readonly Shard[] = freshShards();
  #sequence = 0;
  /** What was given up: it waits in the failure queue. */
  readonly deadLetters: string[] = [];

  constructor(
    private readonly host: LambdaHost,
    private readonly timeline: SimTimeline,
    private readonly faults: Faults,
    private readonly random: Random,
    private readonly note: (text: string) => void,
  ) {}

  /** Takes up what was written to the audit table. */
  take(written: readonly Written[], auditTable: string): void {
    for (const { table, before, after } of written) {
      if (table !== auditTable || before || !after || !news.has(typeOf(after))) continue;
      const shard = this.#shards[shardOf(String(after.stream))]!;
      shard.waiting.push({ sequence: ++this.#sequence, item: after, at: this.timeline.now(), tries: 0 });
      this.#soon(shard, this.#late());
    }
  }

  /** The table was replaced: what waited in its stream is lost, and what is under way is nobody's any more. */
  replaceStream(): void {
    for (const { waiting } of this.#shards) waiting.length = 0;
    this.#shards = freshShards();
  }

  /** Whether everything that was written before that moment has been delivered or given up. */
  isDone(before: number): boolean {
    return this.#shards.every(({ waiting }) => waiting.every(({ at }) => at >= before));
  }

  #late(): number {
    return this.faults.on && this.random.chance(this.faults.profile.rate)
      ? this.random.between(5_000, 90_000)
      : this.random.between(100, 1_500);
  }

  #soon(shard: Shard, milliseconds: number): void {
    this.timeline.schedule(this.timeline.now() + milliseconds, undefined, () => this.#poll(shard));
  }

  #poll(shard: Shard): void {
    const batch = shard.waiting.slice(0, BATCH);
    const [first] = batch;
    if (shard.busy || !first) return;
    shard.busy = true;
    const about = `${String(first.item.stream)}/${String(first.item.sequence)}`;
    void this.host.invoke('notify', recordsOf(batch), about).then(
      (answer) => this.#answered(shard, batch, failedOf(answer)),
      () => this.#answered(shard, batch, first.sequence),
    );
  }

  #answered(shard: Shard, batch: readonly Change[], failed: number | undefined): void {
    shard.busy = false;
    const done = batch.filter(({ sequence }) => failed === undefined || sequence < failed).length;
    const twice = done === batch.length && this.faults.on && this.random.chance(this.faults.profile.rate);
    if (twice) this.note(`delivered again: ${batch.length} records`);
    else shard.waiting.splice(0, done);
    const stuck = failed === undefined ? undefined : shard.waiting[0];
    if (stuck) {
      stuck.tries += 1;
      if (stuck.tries > RETRIES) {
        shard.waiting.shift();
        this.deadLetters.push(`${String(stuck.item.stream)}/${String(stuck.item.sequence)}`);
      }
    }
    if (shard.waiting.length > 0) this.#soon(shard, stuck ? 1_000 * 2 ** Math.min(stuck.tries, 6) : 20);
  }
}

const freshShards = (): Shard[] => Array.from({ length: SHARDS }, () => ({ waiting: [], busy: false }));

function typeOf(item: Item): string {
  return String((item.record as Item | undefined)?.type);
}

function shardOf(stream: string): number {
  let sum = 0;
  for (const character of stream) sum += character.charCodeAt(0);
  return sum % SHARDS;
}

function recordsOf(batch: readonly Change[]) {
  const Records = batch.map(({ sequence, item }) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(sequence), NewImage: attributeValues(item) },
  }));
  return { Records };
}

/** The sequence number of the first record that failed. */
function failedOf(answer: unknown): number | undefined {
  const { batchItemFailures } = answer as { batchItemFailures: { itemIdentifier: string }[] };
  const [first] = batchItemFailures;
  return first && Number(first.itemIdentifier);
}
