/** The only source of randomness. */
export interface Ids {
  /** A new id that sorts by the time it was made: 26 characters of Crockford base 32. */
  next(): string;
}
