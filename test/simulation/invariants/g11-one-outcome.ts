import type { Reply } from '../actors/context';
import type { Lease } from '../../../core/model/lease';
import type { AccessRequest } from '../../../core/model/request';
import type { Invariant } from './invariant';

/** Of these nobody has asked for the end. */
const LIVE = new Set<Lease['status']>(['scheduled', 'activating', 'active']);

/** Everybody was told the truth: what was answered as done is in the record, what was refused is not. */
export const g11: Invariant = {
  guarantee: 'G11',
  watch: ({ world, replies, begun }, _oracle, report) => ({
    atEnd: () => {
      const requests = new Map(world.records.requests().map((request) => [request.id, request]));
      for (const reply of replies) {
        const { deed, number } = reply.act;
        const id = reply.requestId ?? madeBy(reply);
        const request = requests.get(id);
        if (deed.kind === 'ask' && reply.status === 201 && !request)
          report(`act ${number} was told that ${id} was made, and it is not there`);
        if (!request || deed.kind === 'look' || deed.kind === 'ask') continue;
        const leases = world.records.leases().filter((lease) => lease.requestId === id);
        const live = leases.flatMap((one) => (LIVE.has(one.status) ? [one.id] : []));
        const problem = untruth(reply, request, world.organization.id('who' in deed ? deed.who : ''), live);
        const triedTwice = begun.filter(({ act }) => sameDeed(act.deed, deed)).length > 1;
        if (problem && !triedTwice)
          report(`act ${number} (${deed.kind}) was told ${reply.status}, but ${problem}`);
      }
    },
  }),
};

function untruth(
  { act: { deed }, status }: Reply,
  request: AccessRequest,
  who: string,
  live: readonly string[],
): string | undefined {
  const done = status === 200;
  const refused = status >= 400 && status < 500;
  if (deed.kind === 'decide') {
    const theirs = request.decisions.find(({ approver }) => approver.userId === who);
    if (done && theirs?.answer !== deed.answer)
      return `their ${deed.answer} of ${request.id} is not recorded`;
    if (refused && theirs) return `their ${theirs.answer} of ${request.id} is recorded`;
    if (done && deed.answer === 'reject' && request.status !== 'rejected')
      return `${request.id} is ${request.status}`;
  }
  if (deed.kind === 'cancel') {
    const cancelled = request.status === 'cancelled' && request.cancelledBy.userId === who;
    if (done && !cancelled) return `${request.id} is ${request.status}`;
    if (refused && cancelled) return `${request.id} is cancelled by them`;
  }
  if (deed.kind === 'end' && done && live.length > 0) return `${live.join()} of ${request.id} is live`;
  return undefined;
}

/** The id of the request that an answer says was made. */
function madeBy({ body }: Reply): string {
  return typeof body.id === 'string' ? body.id : '';
}

/** The same person trying the same again, whose tries cannot be told apart in the record. */
function sameDeed(one: Reply['act']['deed'], other: Reply['act']['deed']): boolean {
  if (one.kind !== other.kind || !('of' in one) || !('of' in other) || one.of !== other.of) return false;
  return 'who' in one && 'who' in other && one.who === other.who;
}
