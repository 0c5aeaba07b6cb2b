import { recordedIn } from '../records';
import type { Invariant } from './invariant';

/** Who decides is a lead in Identity Center at that moment, whatever the token claims. */
export const g8: Invariant = {
  guarantee: 'G8',
  watch: ({ world }, oracle, report) => ({
    written: ({ by, written }) => {
      for (const { table, before, after } of written) {
        const is = recordedIn(table, after);
        const was = recordedIn(table, before);
        if (is?.kind !== 'request' || was?.kind !== 'request' || !by) continue;
        for (const { approver } of is.record.decisions.slice(was.record.decisions.length)) {
          const since = oracle.noLeadSince(approver.userId);
          if (since !== undefined && since < by.startedAt)
            report(`${world.organization.nameOf(approver.userId)} decided ${is.record.id} and is no lead`);
        }
      }
    },
  }),
};
