import type { z } from 'zod';
import type { EmergencyOrderPage, EmergencyOrdersQuery } from '../../contract/emergency';
import { toIso } from '../../model/instant';
import { mayRespond } from '../../rules/emergency';
import type { Viewer } from '../caller-identity';
import type { Ports } from '../deps';
import { type Found, found } from '../found';
import { type NotFound, notFound } from '../outcome';
import { orderView } from './order-view';

type Input = { readonly viewer: Viewer; readonly query: z.output<typeof EmergencyOrdersQuery> };

/** Emergency orders with how far each has come, the newest first, for admins and responders. */
export async function listOrders(
  { viewer, query }: Input,
  deps: Pick<Ports, 'emergencyOrders' | 'clock'>,
): Promise<Found<z.output<typeof EmergencyOrderPage>> | NotFound> {
  if (!mayRespond(viewer)) return notFound;
  const page = await deps.emergencyOrders.list(query);
  return found({ items: page.items.map(orderView), cursor: page.cursor, now: toIso(deps.clock.now()) });
}
