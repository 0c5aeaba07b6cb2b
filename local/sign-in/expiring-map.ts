/** Values that can be taken once, within `lifetime` milliseconds; the oldest go first when there are too many. */
export class ExpiringMap<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly expiresAt: number }>();

  constructor(
    private readonly lifetime: number,
    private readonly now: () => number,
    private readonly most = 500,
  ) {}

  set(key: string, value: T): void {
    for (const [old, entry] of this.#entries) {
      if (entry.expiresAt > this.now() && this.#entries.size < this.most) break;
      this.#entries.delete(old);
    }
    this.#entries.set(key, { value, expiresAt: this.now() + this.lifetime });
  }

  peek(key: string): T | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAt > this.now() ? entry.value : undefined;
  }

  take(key: string): T | undefined {
    const value = this.peek(key);
    this.#entries.delete(key);
    return value;
  }
}
