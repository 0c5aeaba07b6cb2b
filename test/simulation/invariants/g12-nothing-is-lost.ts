import type { AuditEventType, ChainedEvent } from '../../../core/model/audit-event';
import { MINUTE } from '../../../core/model/instant';
import type { Stage } from '../actors/context';
import { MOST_SKEW } from '../lambda-host';
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

/** Every notice is sent once, or waits in the failure queue; no request waits for something that nobody does any more. */
export const g12: Invariant = {
  guarantee: 'G12',
  watch: (stage, _oracle, report) => {
    const { world } = stage;
    // Who dies between claiming a notice and sending it loses it: each is sent at most once.
    const died = new Set<string>();
    world.host.onEnd(({ process, how }) => {
      if (process.fn !== 'notify' || how !== 'crashed') return;
      for (const key of eventsIn(process.event)) died.add(key);
    });
    return {
      after: () => {
        const last = world.mails[world.mails.length - 1];
        if (
          last &&
          world.mails.some((mail) => mail !== last && mail.to === last.to && mail.about === last.about)
        )
          report(`${last.to} got the same mail twice: ${last.subject}`);
      },
      atEnd: () => {
        if (!world.deliveries.idle) report('records of the audit trail wait for their notices for ever');
        // What was told, or was to be told, of the time before a restore is lost with its tables.
        const since = world.restoredAt + MOST_SKEW;
        for (const event of world.records.events().filter(({ at }) => at > since))
          if (TOLD.includes(event.type) && !died.has(keyOf(event)) && !isTold(event, stage))
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

/** The events of a batch of the stream. */
function eventsIn(batch: unknown): string[] {
  const { Records } = batch as {
    Records: { dynamodb: { NewImage: { stream: { S: string }; sequence: { N: string } } } }[];
  };
  return Records.map(({ dynamodb: { NewImage } }) =>
    keyOf({ stream: NewImage.stream.S, sequence: Number(NewImage.sequence.N) }),
  );
}

/** Whether a mail about the request went out after the event, or the event waits in the failure queue. */
function isTold(event: ChainedEvent, { world }: Stage): boolean {
  if (world.deliveries.deadLetters.includes(keyOf(event))) return true;
  const { stream, at } = event;
  const id = stream.replace('request#', '');
  return world.mails.some((mail) => mail.about.includes(id) && mail.at > at - MINUTE);
}
