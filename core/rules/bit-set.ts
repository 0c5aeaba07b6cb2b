/** A set of small whole numbers, joined and taken apart 32 at a time. */
export class BitSet {
  readonly #words: Uint32Array;

  constructor(size: number) {
    this.#words = new Uint32Array(Math.ceil(size / 32));
  }

  copy(): BitSet {
    const copy = new BitSet(this.#words.length * 32);
    copy.#words.set(this.#words);
    return copy;
  }

  add(index: number): void {
    const at = index >>> 5;
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (index & 31));
  }

  has(index: number): boolean {
    return ((this.#words[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;
  }

  /** Adds all members of a set of the same size. */
  addAll(other: BitSet): void {
    const mine = this.#words;
    const theirs = other.#words;
    for (let at = 0; at < mine.length; at++) mine[at] = (mine[at] ?? 0) | (theirs[at] ?? 0);
  }

  /** Removes all members of a set of the same size. */
  removeAll(other: BitSet): void {
    const mine = this.#words;
    const theirs = other.#words;
    for (let at = 0; at < mine.length; at++) mine[at] = (mine[at] ?? 0) & ~(theirs[at] ?? 0);
  }

  /** The members, smallest first. */
  *[Symbol.iterator](): Generator<number> {
    for (const [at, word] of this.#words.entries())
      for (let rest = word; rest !== 0; rest &= rest - 1) yield at * 32 + 31 - Math.clz32(rest & -rest);
  }
}
