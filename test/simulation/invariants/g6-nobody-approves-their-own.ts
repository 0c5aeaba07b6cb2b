import { recordedIn } from '../records';
import { eventsOf, type Invariant } from './invariant';

/**
 * No decision on a request is by its requester or beneficiary, whatever they are called by now; nor do they move its end, unless it
 * needed no yes at all: then nobody but the holder does.
 */
export const g6: Invariant = {
  guarantee: 'G6',
  watch: (_stage, _oracle, report) => ({
    written: ({ written }) => {
      for (const { table, after } of written) {
        const is = recordedIn(table, after);
        if (is?.kind !== 'request') continue;
        const { id, requester, beneficiary, decisions, needs } = is.record;
        const [extended] = eventsOf(written, 'RequestExtended');
        if (extended?.actor.kind === 'person') {
          const { userId, displayName } = extended.actor.person;
          const own = userId === requester.userId || userId === beneficiary.userId;
          if (needs.length === 0 ? userId !== beneficiary.userId : own)
            report(
              `${displayName} extends ${id}, ${own ? 'which is their own' : 'which only its holder may'}`,
            );
        }
        for (const { approver } of decisions)
          if (approver.userId === requester.userId || approver.userId === beneficiary.userId)
            report(`${approver.userName} decided ${id}, which is their own`);
      }
    },
  }),
};
