import { decodeCursor, encodeCursor } from '../../../aws/cursor';
import type { EmergencyOrder, OpenOrder } from '../../../core/model/emergency';
import type { EmergencyOrders } from '../../../core/ports/emergency';
import type { Page, PageInput } from '../../../core/ports/ledger';
import { copy } from './copy';
import type { FakeStore } from './fake-store';

/** Reads emergency orders of a `FakeStore`. */
export class FakeEmergencyOrders implements EmergencyOrders {
  constructor(private readonly store: FakeStore) {}

  async read(orderId: string): Promise<EmergencyOrder | undefined> {
    return copy(this.store.orders.get(`emergency-order#${orderId}`));
  }

  async open(): Promise<readonly OpenOrder[]> {
    return this.#oldestFirst().flatMap((order) => (order.status === 'open' ? [copy(order)] : []));
  }

  async list(page: PageInput): Promise<Page<EmergencyOrder>> {
    const before = decodeCursor('emergency-orders', page.cursor);
    const rest = this.#oldestFirst()
      .toReversed()
      .filter(({ id }) => before === undefined || id < before);
    const items = copy(rest.slice(0, page.limit));
    const last = items.at(-1);
    return rest.length > items.length && last
      ? { items, cursor: encodeCursor('emergency-orders', last.id) }
      : { items };
  }

  #oldestFirst(): EmergencyOrder[] {
    return [...this.store.orders.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
