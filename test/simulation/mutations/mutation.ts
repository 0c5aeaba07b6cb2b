import type { Replacement } from '../fleet';

/** A bug made on purpose, and the guarantees that it breaks. */
export type Mutation = {
  readonly name: string;
  /** Any of them may be the first to notice. */
  readonly guarantees: readonly string[];
  readonly replacements: readonly Replacement[];
};
