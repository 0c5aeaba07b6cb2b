import type { EmergencyOrder } from '../../../core/model/emergency';
import { SECOND } from '../../../core/model/instant';
import type { Lease } from '../../../core/model/lease';
import type { Stage } from '../actors/context';
import { MOST_SKEW } from '../lambda-host';
import { accessKey } from '../records';
import type { Invariant } from './invariant';

/** Nobody has asked for the end of these. */
const UNASKED = new Set<Lease['status']>(['scheduled', 'activating', 'active']);

/** An order asks for all its ends in its own call, when nothing fails: 10 s, with the function's start and the order's own writing. */
const OWN_CALL = 14 * SECOND;

/** What is granted so long after an order is covered as well, as clocks differ. */
const PERHAPS = 5 * SECOND + 1;

/** What was ordered to end in an emergency ends: in the call when nothing fails, two rounds after the last fault at the latest. */
export const g3Ordered: Invariant = {
  guarantee: 'G3',
  watch: (stage, oracle, report) => {
    const { world } = stage;
    const unasked = (within: number) => {
      for (const order of world.records.orders()) {
        if (world.timeline.now() - order.orderedAt < within) continue;
        for (const lease of coveredBy(order, order.orderedAt - 2 * MOST_SKEW, stage))
          if (UNASKED.has(lease.status))
            report(
              `${lease.id} is ${lease.status} although its end was ordered ${world.timeline.now() - order.orderedAt} ms ago`,
            );
      }
    };
    return {
      after: () => {
        if (world.faults.profile.rate === 0 && stage.restores.length === 0) unasked(OWN_CALL);
      },
      inPeace: () => unasked(stage.peace()),
      atEnd: () => {
        unasked(0);
        for (const order of world.records.orders()) {
          const left = coveredBy(order, order.orderedAt + PERHAPS, stage).filter(
            ({ status }) => status !== 'ended' && status !== 'failed',
          );
          if (order.status === 'open' && left.every((lease) => !oracle.isOutOfReach(accessKey(lease))))
            report(`the order ${order.id} (${order.name}) is open when everything has ended`);
        }
      },
    };
  },
};

/** The leases of an order's scope that were granted before a moment. */
function coveredBy({ scope }: EmergencyOrder, before: number, { world }: Stage): Lease[] {
  const granted = new Set(
    world.records
      .requests()
      .flatMap((one) => ('approvedAt' in one && one.approvedAt < before ? [one.id] : [])),
  );
  return world.records.leases().filter((lease) => {
    if (!granted.has(lease.requestId)) return false;
    const [userId, accountId, permissionSetArn] = accessKey(lease).split(' ');
    switch (scope.kind) {
      case 'lease':
        return lease.id === scope.leaseId;
      case 'person':
        return userId === scope.userId;
      case 'account':
        return accountId === scope.accountId;
      case 'permission-set':
        return permissionSetArn === scope.permissionSetArn;
      case 'everything':
        return true;
    }
  });
}
