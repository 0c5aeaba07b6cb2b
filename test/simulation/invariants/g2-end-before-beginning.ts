import { TABLE_NAMES } from '../environment';
import { accessKey } from '../records';
import type { Invariant } from './invariant';

/** When Identity Center is asked to create, the lease is recorded, counted, and will be found when it is due. */
export const g2: Invariant = {
  guarantee: 'G2',
  watch: ({ world }, _oracle, report) => ({
    asked: ({ operation, process, input }) => {
      if (operation !== 'CreateAccountAssignment') return;
      // Its records are no more; what it makes will be ended by what its workflow has kept, as G3 sees to.
      if (process.startedAt <= world.restoredAt) return;
      const key = [input.PrincipalId, input.TargetId, input.PermissionSetArn].map(String).join(' ');
      const record = world.records.assignments().find((one) => accessKey(one) === key);
      const lease = world.records.leases().find(({ id }) => id === process.about);
      if (!lease) return report(`${process.key} asks for access that no lease will end`);
      // Whoever was overtaken by the end of its own lease asks too late, not too early; that is for G3 to judge.
      if (lease.status === 'ending' || lease.status === 'ended' || lease.status === 'failed') return;
      if (!record?.leases.includes(lease.id))
        report(`${lease.id} is not counted when its access is asked for`);
      const items = [...world.store.table(TABLE_NAMES.requests).all()];
      const item = items.find(({ sk }) => sk === `lease#${lease.id}`);
      if (item?.dueAt === undefined) report(`${lease.id} would not be found when it is due`);
    },
  }),
};
