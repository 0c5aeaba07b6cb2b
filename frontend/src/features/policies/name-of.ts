import type { DirectoryEntry } from '../../../../core/contract/directory';

/** What the directory calls an id; undefined while unknown. */
export type NameOf = (id: string) => DirectoryEntry | undefined;
