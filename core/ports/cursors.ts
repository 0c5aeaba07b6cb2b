/**
 * Where bounded work stopped, so that the next round goes on there. Only a convenience: without a cursor work begins anew, and two
 * rounds at once may overwrite each other's.
 */
export interface Cursors {
  read(name: string): Promise<string | undefined>;
  /** `undefined` forgets it: the next round begins at the beginning. */
  write(name: string, cursor: string | undefined): Promise<void>;
}
