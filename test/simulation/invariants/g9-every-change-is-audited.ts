import { createHash } from 'node:crypto';
import type { AuditEventType, ChainedEvent } from '../../../core/model/audit-event';
import { verifyChain } from '../../../core/rules/audit-chain';
import { type Recorded, recordedIn } from '../records';
import type { Invariant, Write } from './invariant';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The events, one of which tells that a record came to a status. */
const TELLS: Readonly<Record<string, readonly AuditEventType[]>> = {
  'request pending': ['RequestCreated'],
  'request scheduled': ['RequestApproved'],
  'request active': ['RequestActivated'],
  'request ended': ['RequestEnded'],
  'request rejected': ['RequestRejected'],
  'request cancelled': ['RequestCancelled'],
  'request expired': ['RequestExpired'],
  'request failed': ['RequestFailed'],
  'lease scheduled': ['RequestApproved'],
  'lease activating': ['LeaseActivating'],
  'lease active': ['LeaseActivated'],
  'lease ending': ['LeaseEnding', 'LeaseEndAsked'],
  'lease ended': ['LeaseEnded', 'LeaseEndAsked', 'RequestCancelled'],
  'lease failed': ['LeaseFailed'],
  'order open': ['EmergencyEndOrdered', 'EmergencyEndContinued'],
  'order completed': ['EmergencyEndCompleted'],
  stop: ['EmergencyStopDeclared', 'EmergencyStopLifted'],
  policy: ['PolicyCreated', 'PolicyChanged', 'SettingsChanged'],
};

/** Every change of status is written with the event that tells it, in one transaction, and the chains hold. */
export const g9: Invariant = {
  guarantee: 'G9',
  watch: ({ world }, _oracle, report) => ({
    written: (write) => {
      for (const missing of untold(write)) report(`${missing} is written without its event`);
      for (const { table, before } of write.written)
        if (recordedIn(table, before)?.kind === 'event') report('an event of the audit trail was changed');
    },
    atEnd: () => {
      const streams = new Map<string, ChainedEvent[]>();
      for (const event of world.records.events())
        streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
      for (const [stream, events] of streams) {
        const chain = verifyChain(
          events.toSorted((a, b) => a.sequence - b.sequence),
          sha256,
        );
        if (!chain.ok) report(`the chain of ${stream} is broken: ${JSON.stringify(chain)}`);
      }
    },
  }),
};

function untold({ written }: Write): string[] {
  const events = written.flatMap(({ table, after }) => {
    const is = recordedIn(table, after);
    return is?.kind === 'event' ? [is.record] : [];
  });
  return written.flatMap(({ table, before, after }) => {
    const is = recordedIn(table, after);
    const was = recordedIn(table, before);
    const news = is && newsOf(was, is);
    if (!is || news === undefined) return [];
    const told = events.some(
      ({ type, stream, data }) => isAbout(stream, data, is) && TELLS[news]?.includes(type),
    );
    return told ? [] : [`${news} of ${idOf(is)}`];
  });
}

/** The name of what has changed; undefined when the status is what it was. */
function newsOf(was: Recorded | undefined, is: Recorded): string | undefined {
  if (is.kind === 'policy') return is.record.kind === 'emergency-stop' ? 'stop' : 'policy';
  if (is.kind === 'order') return `order ${is.record.status}`;
  if (is.kind !== 'request' && is.kind !== 'lease') return undefined;
  const before = was?.kind === is.kind ? was.record.status : undefined;
  return before === is.record.status ? undefined : `${is.kind} ${is.record.status}`;
}

function isAbout(stream: string, data: ChainedEvent['data'], is: Recorded): boolean {
  if (is.kind === 'order') return stream === `emergency#${is.record.id}`;
  if (is.kind === 'policy' && is.record.kind === 'emergency-stop') return stream === 'emergency#stop';
  if (is.kind === 'policy') return stream === 'settings' || stream.endsWith(`#${is.record.id}`);
  if (is.kind === 'request') return stream === `request#${is.record.id}`;
  if (is.kind !== 'lease') return false;
  return stream === `request#${is.record.requestId}` && (data.leaseId ?? is.record.id) === is.record.id;
}

function idOf(is: Recorded): string {
  return 'id' in is.record ? is.record.id : is.kind;
}
