import { duplicate, notFound } from './errors';
import type { Membership } from './state';

/** Who is in which group, found from either side. */
export class Memberships {
  readonly #byId = new Map<string, Membership>();
  readonly #byGroup = new Map<string, Map<string, Membership>>();
  readonly #byUser = new Map<string, Map<string, Membership>>();

  constructor(saved: readonly Membership[]) {
    for (const one of saved) this.add(one);
  }

  add(one: Membership): void {
    if (this.find(one.groupId, one.userId)) throw duplicate('GroupMembership');
    this.#byId.set(one.id, one);
    inner(this.#byGroup, one.groupId).set(one.userId, one);
    inner(this.#byUser, one.userId).set(one.groupId, one);
  }

  get(id: string): Membership {
    const found = this.#byId.get(id);
    if (!found) throw notFound('GROUP_MEMBERSHIP', id);
    return found;
  }

  find(groupId: string, userId: string): Membership | undefined {
    return this.#byGroup.get(groupId)?.get(userId);
  }

  ofGroup(groupId: string): Iterable<Membership> {
    return this.#byGroup.get(groupId)?.values() ?? [];
  }

  ofUser(userId: string): Iterable<Membership> {
    return this.#byUser.get(userId)?.values() ?? [];
  }

  delete(id: string): void {
    const { groupId, userId } = this.get(id);
    this.#byId.delete(id);
    this.#byGroup.get(groupId)?.delete(userId);
    this.#byUser.get(userId)?.delete(groupId);
  }

  all(): Iterable<Membership> {
    return this.#byId.values();
  }
}

function inner<T>(index: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const found = index.get(key) ?? new Map<string, T>();
  index.set(key, found);
  return found;
}
