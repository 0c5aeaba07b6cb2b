import type { EmergencyOrderView } from '../../contract/emergency';
import type { EmergencyOrder } from '../../model/emergency';
import { toIso } from '../../model/instant';

/** An emergency order as the API shows it. */
export function orderView(order: EmergencyOrder): EmergencyOrderView {
  const { id, scope, name, comment, orderedAt, orderedBy, status, asked, ending, others } = order;
  return {
    id,
    scope,
    name,
    comment,
    orderedAt: toIso(orderedAt),
    orderedBy,
    status,
    covered: asked + others,
    gone: asked - ending,
    ...(order.status === 'completed' ? { completedAt: toIso(order.completedAt) } : {}),
  };
}
