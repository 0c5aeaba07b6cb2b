import { duplicate, notFound } from './errors';
import type { User } from './state';

// Identity Center tells user names and email addresses apart without regard to case.
const folded = (text: string) => text.toLowerCase();
const emailOf = ({ attributes }: User) => attributes.Emails?.[0]?.Value;

/** The users, found by id, by user name and by email address. */
export class Users {
  readonly #byId = new Map<string, User>();
  readonly #byName = new Map<string, string>();
  readonly #byEmail = new Map<string, string>();

  constructor(saved: readonly User[]) {
    for (const one of saved) this.put(one);
  }

  /** Adds or replaces a user, unless another has the same user name or email address. */
  put(one: User): void {
    const email = emailOf(one);
    if (isTaken(this.#byName, one.attributes.UserName, one.id)) throw duplicate('UserName');
    if (email !== undefined && isTaken(this.#byEmail, email, one.id)) throw duplicate('Email');
    this.#unindex(this.#byId.get(one.id));
    this.#byId.set(one.id, one);
    this.#byName.set(folded(one.attributes.UserName), one.id);
    if (email !== undefined) this.#byEmail.set(folded(email), one.id);
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  get(id: string): User {
    const found = this.#byId.get(id);
    if (!found) throw notFound('USER', id);
    return found;
  }

  byName(name: string): User | undefined {
    return this.#byId.get(this.#byName.get(folded(name)) ?? '');
  }

  byEmail(email: string): User | undefined {
    return this.#byId.get(this.#byEmail.get(folded(email)) ?? '');
  }

  delete(id: string): void {
    this.#unindex(this.get(id));
    this.#byId.delete(id);
  }

  all(): Iterable<User> {
    return this.#byId.values();
  }

  #unindex(one: User | undefined): void {
    if (!one) return;
    this.#byName.delete(folded(one.attributes.UserName));
    const email = emailOf(one);
    if (email !== undefined) this.#byEmail.delete(folded(email));
  }
}

function isTaken(index: ReadonlyMap<string, string>, value: string, owner: string): boolean {
  const holder = index.get(folded(value));
  return holder !== undefined && holder !== owner;
}
