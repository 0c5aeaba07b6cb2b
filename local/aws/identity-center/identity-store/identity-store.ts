import type { Timeline } from '../../../clock';
import { readSection } from '../../section';
import type { Section } from '../../service';
import { IdSource } from '../../support/ids';
import { SavedState } from '../../support/saved-state';
import { DEFAULT_INSTANCE } from '../instance';
import { Groups } from './groups';
import { Memberships } from './memberships';
import { emptyState, identityStoreState } from './state';
import { Users } from './users';

/** What the identity store is made of. */
export type IdentityStoreOptions = {
  readonly section: Section;
  readonly timeline: Timeline;
  /** @default that of the laptop's instance */
  readonly identityStoreId?: string;
};

/** What the identity store holds; the calls of its API are written over this. */
export class IdentityStore {
  readonly id: string;
  readonly users: Users;
  readonly groups: Groups;
  readonly memberships: Memberships;
  readonly #timeline: Timeline;
  readonly #ids: IdSource;
  readonly #saved: SavedState;

  constructor({
    section,
    timeline,
    identityStoreId = DEFAULT_INSTANCE.identityStoreId,
  }: IdentityStoreOptions) {
    const state = readSection(section, identityStoreState, 'the identity store', emptyState);
    this.id = identityStoreId;
    this.users = new Users(state.users);
    this.groups = new Groups(state.groups);
    this.memberships = new Memberships(state.memberships);
    this.#timeline = timeline;
    this.#ids = new IdSource('identitystore', state.ids);
    this.#saved = new SavedState(section, () => ({
      ids: this.#ids.count,
      users: [...this.users.all()],
      groups: [...this.groups.all()],
      memberships: [...this.memberships.all()],
    }));
  }

  /** A fresh id in the form that this store gives its users, groups and memberships. */
  newId(): string {
    return `${this.id.slice('d-'.length)}-${this.#ids.uuid()}`;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#timeline.now();
  }

  /** Says that something changed and must be kept. */
  changed(): void {
    this.#saved.changed();
  }

  flush(): void {
    this.#saved.flush();
  }

  setUserStatus(userId: string, status: 'ENABLED' | 'DISABLED'): void {
    this.users.put({ ...this.users.get(userId), status, updatedAt: this.now() });
    this.changed();
  }
}
