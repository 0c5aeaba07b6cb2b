type Entry = { readonly etag: string; readonly data: unknown };

const MAX_ENTRIES = 200;

/** The last answer of each address with its ETag, so that asking again costs a 304. */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();

  etagOf(url: string): string | undefined {
    return this.entries.get(url)?.etag;
  }

  read(url: string): unknown {
    return this.entries.get(url)?.data;
  }

  /** Keeps an answer; the one that was kept longest makes room. */
  keep(url: string, etag: string | null, data: unknown): void {
    this.entries.delete(url);
    if (!etag) return;
    this.entries.set(url, { etag, data });
    const oldest = this.entries.keys().next();
    if (this.entries.size > MAX_ENTRIES && !oldest.done) this.entries.delete(oldest.value);
  }
}
