import type { AccountAssignment } from '../../../core/model/entitlement';
import type { Holdings, Listed } from '../../../core/ports/holdings';
import type { FakeGrants } from './fake-grants';

/** Lists what a `FakeGrants` holds; permission sets are provisioned where they are told to be. */
export class FakeHoldings implements Holdings {
  /** By permission set ARN: accounts in which it is provisioned. */
  readonly provisioned = new Map<string, string[]>();
  /** How many of the next calls are throttled. */
  busyNext = 0;
  calls = 0;
  /** How many a page holds. */
  pageSize = 100;

  constructor(private readonly grants: FakeGrants) {}

  async accounts(permissionSetArn: string, next?: string): Promise<Listed> {
    return this.#page(this.provisioned.get(permissionSetArn) ?? [], next);
  }

  async holders(entitlement: AccountAssignment, next?: string): Promise<Listed> {
    return this.#page(this.grants.holdersOf(entitlement), next);
  }

  #page(all: readonly string[], next = '0'): Listed {
    this.calls += 1;
    if (this.busyNext > 0) {
      this.busyNext -= 1;
      return { kind: 'busy' };
    }
    const end = Number(next) + this.pageSize;
    const items = all.slice(Number(next), end);
    return end < all.length ? { kind: 'page', items, next: String(end) } : { kind: 'page', items };
  }
}
