import { duplicate, notFound } from './errors';
import type { Group } from './state';

/** The groups, found by id and by display name. */
export class Groups {
  readonly #byId = new Map<string, Group>();
  readonly #byName = new Map<string, string>();

  constructor(saved: readonly Group[]) {
    for (const one of saved) this.add(one);
  }

  add(one: Group): void {
    if (this.#byName.has(one.displayName)) throw duplicate('GroupDisplayName');
    this.#byId.set(one.id, one);
    this.#byName.set(one.displayName, one.id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  get(id: string): Group {
    const found = this.#byId.get(id);
    if (!found) throw notFound('GROUP', id);
    return found;
  }

  byName(name: string): Group | undefined {
    return this.#byId.get(this.#byName.get(name) ?? '');
  }

  delete(id: string): void {
    this.#byName.delete(this.get(id).displayName);
    this.#byId.delete(id);
  }

  all(): Iterable<Group> {
    return this.#byId.values();
  }
}
