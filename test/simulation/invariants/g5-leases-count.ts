import { MINUTE } from '../../../core/model/instant';
import { accessKey } from '../records';
import type { Invariant } from './invariant';

/**
 * While a lease is active its access is there, unless somebody outside took it away, or the late deletion of an earlier lease did:
 * a call that hangs right before Identity Center cannot be called back. The reconciler reports both (docs/PROTOCOL.md).
 */
export const g5: Invariant = {
  guarantee: 'G5',
  watch: ({ world, outside }, oracle, report) => ({
    after: () => {
      const held = oracle.held();
      for (const lease of world.records.leases()) {
        if (lease.status !== 'active' || world.timeline.now() >= lease.endsAt) continue;
        // Ended already, and only restored tables say that it lives.
        if (oracle.forgotten.revived.has(lease.id)) continue;
        const key = accessKey(lease);
        if (held.has(key)) continue;
        const taken = outside.some(
          (one) => one.kind === 'unassign' && one.key === key && one.at > lease.activatingAt - MINUTE,
        );
        const late = oracle.operations.some(
          (one) =>
            one.late && one.kind === 'delete' && one.key === key && one.at > lease.activatingAt - MINUTE,
        );
        if (!taken && !late) report(`${lease.id} is active and its access is gone`);
      }
    },
  }),
};
