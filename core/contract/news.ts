import type { AuditEventType } from '../model/audit-event';

/** Events that may be worth an email; the function that sends email is not even started for others. */
export const NEWS_EVENTS: readonly AuditEventType[] = [
  'RequestCreated',
  'DecisionRecorded',
  'RequestApproved',
  'RequestRejected',
  'RequestCancelled',
  'RequestExpired',
  'RequestActivated',
  'RequestExtended',
  'RequestEnded',
  'RequestFailed',
  'LeaseFailed',
  'LeaseOrphaned',
  'EmergencyEndOrdered',
  'EmergencyEndCompleted',
  'EmergencyStopDeclared',
  'EmergencyStopLifted',
];
