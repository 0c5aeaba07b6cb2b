import * as identityStore from '@aws-sdk/client-identitystore';
import type { EmulatedService, ServiceCall } from '../service';
import { dispatch, type Operations } from '../support/operation';
import { notFound } from './identity-store/errors';
import { groupVerbs } from './identity-store/group-verbs';
import { IdentityStore, type IdentityStoreOptions } from './identity-store/identity-store';
import { membershipVerbs } from './identity-store/membership-verbs';
import type { User } from './identity-store/state';
import { userVerbs } from './identity-store/user-verbs';
import type { Principals } from './surroundings';

/** The identitystore API, and what the laptop may look at and change behind it. */
export class IdentityStoreService implements EmulatedService, Principals {
  readonly name = 'identitystore';
  readonly protocol = 'json';
  readonly target = 'AWSIdentityStore';
  readonly model = identityStore;
  readonly #store: IdentityStore;
  readonly #operations: Operations;

  constructor(options: IdentityStoreOptions) {
    this.#store = new IdentityStore(options);
    this.#operations = {
      ...userVerbs(this.#store),
      ...groupVerbs(this.#store),
      ...membershipVerbs(this.#store),
    };
  }

  get identityStoreId(): string {
    return this.#store.id;
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    const { IdentityStoreId: id } = call.input;
    if (typeof id === 'string' && id !== this.#store.id) throw notFound('IDENTITY_STORE', id);
    return dispatch(this.#operations, call);
  }

  hasPrincipal(principalType: 'USER' | 'GROUP', principalId: string): boolean {
    const { users, groups } = this.#store;
    return principalType === 'USER' ? users.has(principalId) : groups.has(principalId);
  }

  /** The ids of the groups that the user is in. */
  groupsOf(userId: string): string[] {
    return [...this.#store.memberships.ofUser(userId)].map(({ groupId }) => groupId);
  }

  /** Every user, in the order in which they were created. */
  users(): User[] {
    return [...this.#store.users.all()];
  }

  /** The display name of a group; undefined when there is none (any more). */
  groupName(groupId: string): string | undefined {
    return this.#store.groups.has(groupId) ? this.#store.groups.get(groupId).displayName : undefined;
  }

  /** Enables or disables a user, as an administrator can in the console: AWS has no API for it. */
  setUserStatus(userId: string, status: 'ENABLED' | 'DISABLED'): void {
    this.#store.setUserStatus(userId, status);
  }

  /** Writes the state now. */
  flush(): void {
    this.#store.flush();
  }
}
