import { z } from 'zod';
import { EpochMs } from './instant';
import { PersonRef } from './person';

/** Everything that Hourglass decides or does, in the past tense. */
export const AuditEventType = z.enum([
  'RequestCreated',
  'RequestApproved',
  'RequestRejected',
  'RequestCancelled',
  'RequestExpired',
  'RequestFailed',
  'RequestActivated',
  'RequestExtended',
  'RequestEnded',
  'DecisionRecorded',
  'DecisionRefused',
  'LeaseActivating',
  'LeaseActivated',
  'LeaseEndAsked',
  'LeaseEnding',
  'LeaseOrphaned',
  'LeaseEnded',
  'LeaseFailed',
  'WorkflowRestarted',
  'HardEndAsked',
  'HardEndWriting',
  'HardEndWritten',
  'HardEndNotWritten',
  'LeaseOverdue',
  'AssignmentMissing',
  'AssignmentUnknown',
  'AssignmentAdopted',
  'AssignmentMended',
  'AssignmentEndAsked',
  'AssignmentEnding',
  'AssignmentEnded',
  'FindingSettled',
  'PolicyCreated',
  'PolicyChanged',
  'SettingsChanged',
  'EmergencyStopDeclared',
  'EmergencyStopLifted',
  'EmergencyEndOrdered',
  'EmergencyEndContinued',
  'EmergencyEndCompleted',
]);
export type AuditEventType = z.infer<typeof AuditEventType>;

/** Who did it: a person, a machine client, or Hourglass itself. */
export const Actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person: PersonRef }),
  z.strictObject({ kind: z.literal('machine'), name: z.string() }),
  z.strictObject({ kind: z.literal('hourglass'), part: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

/** What happened, before it has a place in the chain. */
export const AuditEvent = z.strictObject({
  /** `request#<id>`, `assignment#<user id>#<entitlement>`, `policy#<kind>#<id>`, `settings`, `emergency#stop` or `emergency#<order id>`. */
  stream: z.string(),
  type: AuditEventType,
  at: EpochMs,
  actor: Actor,
  /** The facts of the event; no secrets, no tokens. */
  data: z.record(z.string(), z.json()),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** An event in its stream's chain: `hash` covers the event, its sequence and `previousHash`. */
export const ChainedEvent = AuditEvent.extend({
  sequence: z.number().int().positive(),
  previousHash: z.string(),
  hash: z.string(),
});
export type ChainedEvent = z.infer<typeof ChainedEvent>;

/** An event as the store holds it, before anything is believed: the place where it lies, and what lies there. */
export type StoredEvent = {
  readonly stream: string;
  readonly sequence: number;
  readonly record: unknown;
};

export const requestStream = (requestId: string) => `request#${requestId}`;
/** The stream of an emergency order by its id, or of the emergency stop. */
export const emergencyStream = (id: string) => `emergency#${id}`;
export const policyStream = (kind: string, id: string) => `policy#${kind}#${id}`;

/** What happened to an assignment that is no lease's. */
export const assignmentStream = (beneficiaryId: string, entitlementKey: string) =>
  `assignment#${beneficiaryId}#${entitlementKey}`;
