import { recordedIn } from '../records';
import type { Invariant } from './invariant';

/** No decision on a request is by its requester or beneficiary, whatever they are called by now. */
export const g6: Invariant = {
  guarantee: 'G6',
  watch: (_stage, _oracle, report) => ({
    written: ({ written }) => {
      for (const { table, after } of written) {
        const is = recordedIn(table, after);
        if (is?.kind !== 'request') continue;
        const { id, requester, beneficiary, decisions } = is.record;
        for (const { approver } of decisions)
          if (approver.userId === requester.userId || approver.userId === beneficiary.userId)
            report(`${approver.userName} decided ${id}, which is their own`);
      }
    },
  }),
};
