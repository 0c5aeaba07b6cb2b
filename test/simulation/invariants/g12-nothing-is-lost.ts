import type { AuditEventType, ChainedEvent } from '../../../core/model/audit-event';
import { MINUTE } from '../../../core/model/instant';
import type { Stage } from '../actors/context';
import { decodeReviewLink } from '../../../core/rules/review-link';
import { MOST_SKEW } from '../lambda-host';
import type { Process } from '../process';
import type { Effect } from '../wire';
import type { Invariant } from './invariant';

/** Of these the requester hears, always. */
const TOLD: readonly AuditEventType[] = [
  'RequestApproved',
  'RequestRejected',
  'RequestExpired',
  'RequestEnded',
  'RequestFailed',
];
const OPEN = new Set(['pending', 'scheduled', 'active']);
const OVER = new Set(['ended', 'failed']);

/** Every notice is sent, and once unless somebody died over it, or waits in the failure queue; no request waits for something that nobody does any more. */
export const g12: Invariant = {
  guarantee: 'G12',
  watch: (stage, _oracle, report) => {
    const { world } = stage;
    // Who dies between sending a notice and saying so, or cannot say so, leaves it to the next delivery, which sends it once more.
    const died = new Set<string>();
    const unsaid = new Map<Process, Set<string>>();
    world.host.onEnd(({ process, how }) => {
      if (process.fn !== 'notify') return;
      const silent = how === 'crashed' || (unsaid.get(process)?.size ?? 0) > 0;
      unsaid.delete(process);
      if (silent) for (const stream of streamsIn(process.event)) died.add(stream);
    });
    return {
      asked: (effect) => {
        const notice = confirmedBy(effect);
        if (notice === undefined) return;
        unsaid.set(effect.process, (unsaid.get(effect.process) ?? new Set()).add(notice));
      },
      done: (effect) => {
        const notice = confirmedBy(effect);
        if (notice !== undefined) unsaid.get(effect.process)?.delete(notice);
      },
      after: () => {
        const last = world.mails[world.mails.length - 1];
        if (
          last &&
          // What was under way before a restore is sent, and once more by who comes after it: the tables have forgotten that it was.
          last.at > world.restoredAt + 10 * MINUTE &&
          world.mails.some((mail) => mail !== last && mail.to === last.to && mail.about === last.about) &&
          ![...died].some((stream) => isAbout(last, stream))
        )
          report(`${last.to} got the same mail twice: ${last.subject}`);
      },
      atEnd: () => {
        if (!world.deliveries.isDone(world.timeline.now() - 3 * MINUTE))
          report('records of the audit trail wait for their notices for ever');
        // What was told, or was to be told, of the time before a restore is lost with its tables.
        const since = world.restoredAt + MOST_SKEW;
        for (const event of world.records.events().filter(({ at }) => at > since))
          if (TOLD.includes(event.type) && !isTold(event, stage))
            report(`nobody was told of ${event.type} of ${event.stream}, and no failure queue has it`);
        for (const request of world.records.requests()) {
          if (!OPEN.has(request.status)) continue;
          if (request.status === 'pending' && request.expiresAt < world.timeline.now() - 3 * MINUTE)
            report(`${request.id} is pending long after its time to decide is over`);
          const leases = world.records.leases().filter(({ requestId }) => requestId === request.id);
          if (request.status !== 'pending' && leases.every(({ status }) => OVER.has(status)))
            report(`${request.id} is ${request.status} and none of its leases is live`);
        }
      },
    };
  },
};

const keyOf = ({ stream, sequence }: Pick<ChainedEvent, 'stream' | 'sequence'>) => `${stream}/${sequence}`;

/** The streams that the events of a batch are of. */
function streamsIn(batch: unknown): string[] {
  const { Records } = batch as { Records: { dynamodb: { NewImage: { stream: { S: string } } } }[] };
  return Records.map(({ dynamodb: { NewImage } }) => NewImage.stream.S);
}

/** News of an emergency name no stream; a link to review names the request within. */
function isAbout({ about }: { readonly about: string }, stream: string): boolean {
  const id = stream.replace('request#', '');
  const payload = /\/review\/(\S+)$/.exec(about)?.[1];
  return (
    id === stream || about.includes(id) || (payload ? decodeReviewLink(payload)?.requestId === id : false)
  );
}

/** Whether a mail about the request went out after the event, or the event waits in the failure queue, or nobody is left to be told. */
function isTold(event: ChainedEvent, { world }: Stage): boolean {
  if (world.deliveries.deadLetters.includes(keyOf(event))) return true;
  const { stream, at } = event;
  const id = stream.replace('request#', '');
  if (world.mails.some((mail) => mail.about.includes(id) && mail.at > at - MINUTE)) return true;
  const request = world.records.requests().find((one) => one.id === id);
  const there = new Set(world.organization.identityStore.users().map((user) => user.id));
  return (
    request !== undefined && ![request.requester, request.beneficiary].some(({ userId }) => there.has(userId))
  );
}

/** The notice of which a call says that it was sent; a claim of one has a condition. */
function confirmedBy({ process, operation, input }: Effect): string | undefined {
  if (process.fn !== 'notify' || operation !== 'Put' || input.ConditionExpression !== undefined)
    return undefined;
  return JSON.stringify((input.Item as { pk?: unknown }).pk);
}
