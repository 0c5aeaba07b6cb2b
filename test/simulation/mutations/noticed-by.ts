/**
 * The seed that noticed each mutation when they were last hunted with `npm run simulate -- --mutations`. It is tried first, for the time
 * that it saves; when the simulation changes and it no longer notices, the others are tried as if nothing were known.
 */
export const NOTICED_BY: Readonly<Record<string, number>> = {
  'the end is recorded before the deletion': 1,
  'other leases on the same access are not counted': 1,
  'standing access is removed with the last lease': 14,
  'a ConflictException is swallowed and the listing not looked at': 1,
  'the reconciler is off': 1,
  'the lock on a record is ignored': 23,
  'nobody looks whether the access is standing': 14,
  'eligibility is not checked again at activation': 2,
  'the record joins after the access was asked for': 1,
  'people are compared by name': 79,
  'the groups of an approver are taken on trust': 3,
  'a lease that is coming up is not found when it is due': 1,
  'access ends at the end from which it was moved away': 7,
  'an extension moves the end of the request and of no lease': 1,
  'an extension does not ask whether the holder is still eligible': 68,
  'who may approve extends their own access': 14,
  'a request is written whatever it was read at': 7,
  'a failed condition is taken for a commit': 2,
  'a move of a lease leaves its event out': 1,
  'a policy is changed without an event': 4,
  'a record of the stream that comes twice mails twice': 1,
  'reading a request wakes its workflow': 1,
  'what the workflow has kept is ignored after a restore': 125,
};
