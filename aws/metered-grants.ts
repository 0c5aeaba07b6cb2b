import type { AccountAssignment } from '../core/model/entitlement';
import type { Capacity, SlotWish } from '../core/ports/capacity';
import type { Grants, OperationStart, OperationStatus } from '../core/ports/grants';
import type { Ids } from '../core/ports/ids';
import type { Trouble } from '../core/ports/trouble';

/** `open`: nobody can say whether there is a slot, and the operation is not to wait for that. */
type Slot = { readonly kind: 'taken'; readonly claim: string } | { readonly kind: 'open' };
type NoSlot = { readonly kind: 'busy'; readonly reason: string };

/**
 * Grants that stay within what Identity Center takes at once: an operation is started with a slot, which is given back when it is
 * known to be over. When the slots cannot be read, access still ends [G3] and none begins.
 */
export class MeteredGrants implements Grants {
  constructor(
    private readonly grants: Grants,
    private readonly capacity: Capacity,
    private readonly ids: Ids,
    private readonly trouble: Trouble,
  ) {}

  holds(userId: string, entitlement: AccountAssignment): Promise<boolean> {
    return this.grants.holds(userId, entitlement);
  }

  create(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    return this.#start('create', entitlement, () => this.grants.create(userId, entitlement));
  }

  delete(userId: string, entitlement: AccountAssignment): Promise<OperationStart> {
    return this.#start('delete', entitlement, () => this.grants.delete(userId, entitlement));
  }

  creation(operationId: string): Promise<OperationStatus> {
    return this.#watch(operationId, this.grants.creation(operationId));
  }

  runningCreation(userId: string, entitlement: AccountAssignment): Promise<string | undefined> {
    return this.grants.runningCreation(userId, entitlement);
  }

  deletion(operationId: string): Promise<OperationStatus> {
    return this.#watch(operationId, this.grants.deletion(operationId));
  }

  /** When `run` throws, whether the operation was started is not known: its slot stays taken until the claim expires. */
  async #start(
    kind: SlotWish['kind'],
    { accountId }: AccountAssignment,
    run: () => Promise<OperationStart>,
  ): Promise<OperationStart> {
    const slot = await this.#slot({ claim: this.ids.next(), accountId, kind });
    if (slot.kind === 'busy') return slot;
    const start = await run();
    if (slot.kind === 'taken') await this.#tell(slot.claim, start);
    return start;
  }

  async #slot(wish: SlotWish): Promise<Slot | NoSlot> {
    try {
      const answer = await this.capacity.takeSlot(wish);
      if (answer.kind === 'full') return { kind: 'busy', reason: answer.reason };
      return { kind: 'taken', claim: wish.claim };
    } catch (error) {
      this.#report({ accountId: wish.accountId }, error);
      if (wish.kind === 'delete') return { kind: 'open' };
      return { kind: 'busy', reason: 'How much is under way in Identity Center is not known now.' };
    }
  }

  async #tell(claim: string, start: OperationStart): Promise<void> {
    try {
      if (start.kind === 'started') await this.capacity.bindSlot(claim, start.operationId);
      else await this.capacity.releaseSlot(claim);
    } catch (error) {
      this.#report({ claim }, error);
    }
  }

  async #watch(operationId: string, asked: Promise<OperationStatus>): Promise<OperationStatus> {
    const status = await asked;
    try {
      if (status.state === 'in-progress') await this.capacity.keepSlot(operationId);
      else await this.capacity.releaseSlot(operationId);
    } catch (error) {
      this.#report({ operationId }, error);
    }
    return status;
  }

  /** A slot that nobody gives back expires by itself. */
  #report(ids: Readonly<Record<string, string>>, error: unknown): void {
    this.trouble.report('capacity-unknown', ids, error);
  }
}
