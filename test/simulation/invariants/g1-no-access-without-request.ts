import { MOST_SKEW } from '../lambda-host';
import { accessKey } from '../records';
import type { Invariant } from './invariant';

/** Whatever we ask Identity Center to create has a request that was approved, and is eligible and inside its window now. */
export const g1: Invariant = {
  guarantee: 'G1',
  watch: ({ world }, oracle, report) => ({
    done: ({ operation, process, output }) => {
      if (operation !== 'CreateAccountAssignment' || output === undefined) return;
      // Its records are no more.
      if (process.startedAt <= world.restoredAt) return;
      const lease = world.records.leases().find(({ id }) => id === process.about);
      const request = world.records.requests().find(({ id }) => id === lease?.requestId);
      if (!lease || !request) return report(`${process.key} assigns for a lease that is not recorded`);
      const people = [request.requester.userId, request.beneficiary.userId];
      const yes = request.decisions.filter(({ answer }) => answer === 'approve');
      if (request.needs.length > 0 && !yes.some(({ approver }) => !people.includes(approver.userId)))
        report(`${lease.id} is assigned although nobody else approved ${request.id}`);
      if (request.decisions.some(({ answer }) => answer === 'reject'))
        report(`${lease.id} is assigned although ${request.id} was rejected`);
      const since = oracle.ineligibleSince(accessKey(lease));
      // What changed while the function was already looking cannot be seen by it.
      if (since !== undefined && since < process.startedAt)
        report(
          `${lease.id} is assigned although ${lease.beneficiaryId} has not been eligible for ${process.startedAt - since} ms`,
        );
      if (lease.endsAt <= process.startedAt - MOST_SKEW)
        report(`${lease.id} is assigned although its window had passed when ${process.key} began`);
      if (lease.startsAt > world.timeline.now() + 2 * MOST_SKEW)
        report(`${lease.id} is assigned before its window begins`);
    },
  }),
};
