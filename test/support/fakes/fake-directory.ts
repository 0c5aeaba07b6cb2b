import type { DirectorySnapshot } from '../../../core/model/directory';
import type { Person } from '../../../core/model/person';
import {
  type AccountNow,
  type Directory,
  DirectoryNotReadyError,
  type DirectorySource,
  type DirectoryStore,
  type LiveDirectory,
} from '../../../core/ports/directory';

/** One snapshot in memory, which tests may change. */
export class FakeDirectory implements Directory, DirectoryStore {
  constructor(public current?: DirectorySnapshot) {}

  async snapshot(): Promise<DirectorySnapshot> {
    if (!this.current) throw new DirectoryNotReadyError();
    return this.current;
  }

  async save(snapshot: DirectorySnapshot): Promise<void> {
    this.current = snapshot;
  }

  /** Changes the snapshot, as the next sync would. */
  change(change: (snapshot: DirectorySnapshot) => DirectorySnapshot): void {
    if (!this.current) throw new DirectoryNotReadyError();
    const changed = change(this.current);
    this.current = { ...changed, revision: `${changed.revision}+` };
  }
}

/** Identity Center and Organizations as they are now: as the snapshot says until told to differ. */
export class FakeLiveDirectory implements LiveDirectory {
  #differ: (snapshot: DirectorySnapshot) => DirectorySnapshot = (snapshot) => snapshot;

  constructor(private readonly directory: FakeDirectory) {}

  /** From now on live reads answer from the changed snapshot, which nobody has synced yet. */
  differ(change: (snapshot: DirectorySnapshot) => DirectorySnapshot): void {
    const before = this.#differ;
    this.#differ = (snapshot) => change(before(snapshot));
  }

  async person(userId: string): Promise<Person | undefined> {
    return (await this.#now()).people.find((person) => person.userId === userId);
  }

  async findByUserName(userName: string): Promise<Person | undefined> {
    return (await this.#now()).people.find((person) => person.userName === userName);
  }

  async groupsOf(userId: string): Promise<readonly string[]> {
    const { members } = await this.#now();
    return Object.keys(members).filter((groupId) => members[groupId]?.includes(userId));
  }

  async memberOf(userId: string, groupIds: readonly string[]): Promise<readonly string[]> {
    const groups = await this.groupsOf(userId);
    return groupIds.filter((groupId) => groups.includes(groupId));
  }

  async account(accountId: string): Promise<AccountNow | undefined> {
    const account = (await this.#now()).accounts.find((candidate) => candidate.id === accountId);
    return account && { id: account.id, status: account.status, path: account.path };
  }

  async accountTags(accountId: string): Promise<Readonly<Record<string, string>>> {
    return (await this.#now()).accounts.find((account) => account.id === accountId)?.tags ?? {};
  }

  async #now(): Promise<DirectorySnapshot> {
    return this.#differ(await this.directory.snapshot());
  }
}

/** What `sync-directory` would read. */
export class FakeDirectorySource implements DirectorySource {
  constructor(public current: DirectorySnapshot) {}

  async load(): Promise<Omit<DirectorySnapshot, 'revision' | 'takenAt'>> {
    const { revision: _revision, takenAt: _takenAt, ...content } = this.current;
    return content;
  }
}
