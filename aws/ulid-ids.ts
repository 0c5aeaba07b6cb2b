import { randomBytes } from 'node:crypto';
import type { Clock } from '../core/ports/clock';
import type { Ids } from '../core/ports/ids';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_BITS = 80n;

/** ULIDs: 48 bits of time and 80 random bits; ids of one millisecond count up. https://github.com/ulid/spec */
export class UlidIds implements Ids {
  #last = 0n;

  constructor(private readonly clock: Clock) {}

  next(): string {
    const random = BigInt(`0x${randomBytes(Number(RANDOM_BITS / 8n)).toString('hex')}`);
    const fresh = (BigInt(this.clock.now()) << RANDOM_BITS) | random;
    const sameMoment = fresh >> RANDOM_BITS <= this.#last >> RANDOM_BITS;
    this.#last = sameMoment ? this.#last + 1n : fresh;
    return encode(this.#last);
  }
}

function encode(value: bigint): string {
  let text = '';
  for (let rest = value; text.length < 26; rest >>= 5n) text = ALPHABET.charAt(Number(rest & 31n)) + text;
  return text;
}
