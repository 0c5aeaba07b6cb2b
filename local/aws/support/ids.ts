import { createHash } from 'node:crypto';

/** Ids that look random and come out the same in every run: each is the hash of a seed and a counter. */
export class IdSource {
  readonly #seed: string;
  #count: number;

  constructor(seed: string, count = 0) {
    this.#seed = seed;
    this.#count = count;
  }

  /** How many ids were given out; kept with the state, so that a restart does not give one out twice. */
  get count(): number {
    return this.#count;
  }

  hex(length: number): string {
    this.#count += 1;
    return createHash('sha256').update(`${this.#seed}:${this.#count}`).digest('hex').slice(0, length);
  }

  uuid(): string {
    const hex = this.hex(32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** A number of exactly `length` digits; a leading zero is possible, as in AWS account ids. */
  digits(length: number): string {
    const number = BigInt(`0x${this.hex(32)}`) % 10n ** BigInt(length);
    return String(number).padStart(length, '0');
  }
}
