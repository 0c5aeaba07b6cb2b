import type { DocumentStore, Written } from './services/document-store/document-store';

/** Remembers every write, so that the tables can be as they were at a moment: point-in-time recovery. */
export class TableHistory {
  readonly #writes: { readonly at: number; readonly written: readonly Written[] }[] = [];

  constructor(
    private readonly store: DocumentStore,
    now: () => number,
  ) {
    store.onWrite((written) => this.#writes.push({ at: now(), written }));
  }

  /** Takes back everything that was written after `moment`, epoch milliseconds. Nobody is told: a restored table has no stream. */
  restoreTo(moment: number): void {
    for (let last = this.#writes.at(-1); last && last.at > moment; last = this.#writes.at(-1)) {
      this.#writes.pop();
      for (const { table: name, before, after } of last.written.toReversed()) {
        const table = this.store.table(name);
        if (before) table.put(before);
        else if (after) table.delete(table.keyOf(after));
      }
    }
    this.store.forgetTokens();
  }
}
