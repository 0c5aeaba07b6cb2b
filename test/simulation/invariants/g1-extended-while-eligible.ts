import { HOUR } from '../../../core/model/instant';
import { accessKey, recordedIn } from '../records';
import { eventsOf, type Invariant } from './invariant';

/** The longest that access to production may last: the policy of the first day says so, and edits only make it shorter. */
const LONGEST = HOUR;

/** An end is moved only for who is eligible at that moment, by who may say yes to it, and no further than the rule allows. */
export const g1Extended: Invariant = {
  guarantee: 'G1',
  watch: ({ world }, oracle, report) => ({
    written: ({ by, written }) => {
      const [event] = eventsOf(written, 'RequestExtended');
      if (!event || !by) return;
      const isBefore = (since: number | undefined) => since !== undefined && since < by.startedAt;
      for (const { table, after } of written) {
        const is = recordedIn(table, after);
        if (is?.kind === 'lease') {
          const { id, startsAt, endsAt } = is.record;
          // What has lost its permission set is no access, whatever its end: the directory tells it later.
          const key = accessKey(is.record);
          if (oracle.hasPermissionSet(key) && isBefore(oracle.ineligibleSince(key)))
            report(`${id} is extended although its beneficiary is not eligible`);
          const { entitlement } = is.record.target;
          const sandbox =
            entitlement.kind === 'account-assignment' &&
            entitlement.accountId === world.organization.id('sandbox');
          if (!sandbox && endsAt - startsAt > LONGEST) report(`${id} is extended beyond an hour`);
        }
        if (is?.kind !== 'request' || event.actor.kind !== 'person') continue;
        const { userId, displayName } = event.actor.person;
        if (is.record.needs.length > 0 && isBefore(oracle.noLeadSince(userId)))
          report(`${displayName} extends ${is.record.id} and is no lead`);
      }
    },
  }),
};
