import { type AccountAssignment, entitlementKey } from '../../../core/model/entitlement';
import type { Grants, OperationStart, OperationStatus } from '../../../core/ports/grants';

const OPERATION = 'done';

/** What Identity Center held while the past was the present: operations are done at once, unless one is told to fail. */
export class PastGrants implements Grants {
  readonly #held = new Map<string, { readonly userId: string; readonly entitlement: AccountAssignment }>();
  readonly #failures = new Map<string, string>();

  /** Puts an assignment there that nobody asked Hourglass for. */
  holdStanding(userId: string, entitlement: AccountAssignment): void {
    this.#held.set(keyOf(userId, entitlement), { userId, entitlement });
  }

  /** Lets the next creation of this assignment fail. */
  failNext(userId: string, entitlement: AccountAssignment, reason: string): void {
    this.#failures.set(keyOf(userId, entitlement), reason);
  }

  /** Everything that is held now. */
  held() {
    return [...this.#held.values()];
  }

  async holds(userId: string, entitlement: AccountAssignment): Promise<boolean> {
    return this.#held.has(keyOf(userId, entitlement));
  }

  async create(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    const key = keyOf(userId, entitlement);
    const reason = this.#failures.get(key);
    this.#failures.delete(key);
    if (reason !== undefined) return { kind: 'refused', reason };
    this.#held.set(key, { userId, entitlement });
    return { kind: 'started', operationId: OPERATION };
  }

  async creation(): Promise<OperationStatus> {
    return { state: 'succeeded' };
  }

  async runningCreation(): Promise<undefined> {
    return undefined;
  }

  async delete(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    this.#held.delete(keyOf(userId, entitlement));
    return { kind: 'started', operationId: OPERATION };
  }

  async deletion(): Promise<OperationStatus> {
    return { state: 'succeeded' };
  }
}

const keyOf = (userId: string, entitlement: AccountAssignment) => `${userId}#${entitlementKey(entitlement)}`;
