import type { DirectorySnapshot, OrganizationalUnit } from '../model/directory';
import type { Person } from '../model/person';

/** The snapshot of accounts, OUs, tags, permission sets, groups and users: fast, and a few minutes old. */
export interface Directory {
  /** From memory while its revision is the stored one. Throws `DirectoryNotReadyError` before the first sync. */
  snapshot(): Promise<DirectorySnapshot>;
}

/** Writes the snapshot. */
export interface DirectoryStore {
  save(snapshot: DirectorySnapshot): Promise<void>;
}

/** Reads everything that the snapshot holds from Identity Center and Organizations. */
export interface DirectorySource {
  load(): Promise<Omit<DirectorySnapshot, 'revision' | 'takenAt'>>;
}

/** What an account is right now. */
export type AccountNow = {
  readonly id: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
  /** Ids of the units that hold it, from the root down. */
  readonly path: readonly string[];
};

/** Identity Center and Organizations as they are at this moment, for decisions and activations [G1, G8]. */
export interface LiveDirectory {
  /** `undefined` when Identity Center does not know the person. */
  person(userId: string): Promise<Person | undefined>;
  /** The person with exactly this user name; `undefined` when there is none. */
  findByUserName(userName: string): Promise<Person | undefined>;
  /** Ids of all groups that the person is in. */
  groupsOf(userId: string): Promise<readonly string[]>;
  /** Those of `groupIds` that the person is in. */
  memberOf(userId: string, groupIds: readonly string[]): Promise<readonly string[]>;
  /**
   * `undefined` when Organizations does not know the account. Units never move, so the paths of those that are known already
   * need not be asked for: only which unit holds the account is. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_ous.html
   */
  account(accountId: string, knownUnits: readonly OrganizationalUnit[]): Promise<AccountNow | undefined>;
  /** Tags of an account. */
  accountTags(accountId: string): Promise<Readonly<Record<string, string>>>;
}

/** The directory has never been read: `sync-directory` has to run first. */
export class DirectoryNotReadyError extends Error {
  override name = 'DirectoryNotReadyError' as const;
  constructor() {
    super(
      'The directory has not been read yet. It is read right after installation and then every hour; try again shortly.',
    );
  }
}
