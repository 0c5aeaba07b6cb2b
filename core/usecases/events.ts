import { type Actor, type AuditEvent, type AuditEventType, requestStream } from '../model/audit-event';
import type { EpochMs } from '../model/instant';
import { machineNameOf } from '../model/machine';
import type { Person, PersonRef } from '../model/person';
import { refOf } from '../model/person';

/** Hourglass itself as the one who did something; `part` is the function's name. */
export function hourglass(part: string): Actor {
  return { kind: 'hourglass', part };
}

/** Hourglass where a record names a person. */
export const HOURGLASS: PersonRef = {
  userId: 'hourglass',
  userName: 'hourglass',
  displayName: 'Hourglass',
};

/** Who called as the one who did something: a person, or the machine that stands where a record names one. */
export function byPerson(person: Person | PersonRef): Actor {
  const name = machineNameOf(person.userId);
  if (name !== undefined) return { kind: 'machine', name };
  return { kind: 'person', person: 'enabled' in person ? refOf(person) : person };
}

/** An event of a request's stream: the request, its decisions and its leases share one chain. */
export function requestEvent(
  requestId: string,
  type: AuditEventType,
  at: EpochMs,
  actor: Actor,
  data: AuditEvent['data'] = {},
): AuditEvent {
  return { stream: requestStream(requestId), type, at, actor, data };
}
