import type { EmergencyOrder, OpenOrder } from '../model/emergency';
import type { Page, PageInput } from './ledger';

/** Reads emergency orders. */
export interface EmergencyOrders {
  /** Strongly consistent. */
  read(orderId: string): Promise<EmergencyOrder | undefined>;
  /** Those that are not completed, the oldest first; strongly consistent. */
  open(): Promise<readonly OpenOrder[]>;
  /** All, the newest first. */
  list(page: PageInput): Promise<Page<EmergencyOrder>>;
}
