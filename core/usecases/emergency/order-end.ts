import type { EmergencyEndBody, EmergencyOrderView } from '../../contract/emergency';
import { emergencyStream } from '../../model/audit-event';
import type { OpenOrder } from '../../model/emergency';
import { SECOND } from '../../model/instant';
import { refOf } from '../../model/person';
import { confirmationProblem, mayRespond } from '../../rules/emergency';
import type { Viewer } from '../caller-identity';
import type { Ports } from '../deps';
import { byPerson } from '../events';
import type { Invalid } from '../found';
import { type NotFound, notFound } from '../outcome';
import type { Saved } from '../save-policy';
import { carryOut } from './carry-out';
import { nameScope } from './name-scope';
import { orderView } from './order-view';

type Deps = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'requests'
  | 'directory'
  | 'ledger'
  | 'workflow'
  | 'tokens'
  | 'trouble'
  | 'emergencyOrders'
>;
type Input = { readonly viewer: Viewer; readonly body: EmergencyEndBody };

/** How long the call itself goes on asking for ends; the reconciler does the rest. In milliseconds. */
const OWN_TIME = 10 * SECOND;

/**
 * An admin or responder orders the end of access. The order is written first; then as much of it is carried out as fits in the call,
 * and the reconciler carries on until no lease that it covers is live. Whether anybody is eligible plays no part [G7].
 */
export async function orderEnd(
  { viewer, body }: Input,
  deps: Deps,
): Promise<Saved<EmergencyOrderView> | NotFound | Invalid> {
  if (!mayRespond(viewer)) return notFound;
  const named = await nameScope(body.scope, deps);
  if (!named) return noSuchLease;
  const problem = confirmationProblem(body.confirmation, named.confirmation);
  if (problem !== undefined)
    return { kind: 'invalid', fields: [{ field: 'confirmation', message: problem }] };
  const order = await write(viewer, body, named.name, deps);
  const until = deps.clock.now() + OWN_TIME;
  const carried = await carryOut(order, until, deps).catch((error: unknown) => {
    deps.trouble.report('order-not-carried-out', { orderId: order.id }, error);
    return { order };
  });
  return { kind: 'saved', value: orderView(carried.order) };
}

/** The scope names a lease that does not exist. */
export const noSuchLease: Invalid = {
  kind: 'invalid',
  fields: [{ field: 'scope.leaseId', message: 'There is no such lease.' }],
};

async function write(viewer: Viewer, body: EmergencyEndBody, name: string, deps: Deps): Promise<OpenOrder> {
  const { scope, comment } = body;
  const order: OpenOrder = {
    id: deps.ids.next(),
    version: 1,
    status: 'open',
    scope,
    name,
    comment,
    orderedAt: deps.clock.now(),
    orderedBy: refOf(viewer.person),
    asked: 0,
    ending: 0,
    others: 0,
  };
  const result = await deps.ledger.commit(
    [{ kind: 'emergency-order', after: order }],
    [
      {
        stream: emergencyStream(order.id),
        type: 'EmergencyEndOrdered',
        at: order.orderedAt,
        actor: byPerson(viewer.person),
        data: { scope, name, comment },
      },
    ],
  );
  if (result.kind === 'conflict') throw new Error(`The id ${order.id} is taken.`);
  return order;
}
