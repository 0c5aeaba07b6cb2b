import { z } from 'zod';
import { AccountAssignment, PermissionSetArn } from '../model/entitlement';
import { UserId } from '../model/person';
import { jitter } from '../rules/jitter';

const ids = { requestId: z.string(), leaseId: z.string() };

/** Input of `approval.asl.json`. */
export const ApprovalInput = z.strictObject({ requestId: z.string(), expiresAt: z.iso.datetime() });

/** Input of `lease.asl.json`. */
export const LeaseInput = z.strictObject({ ...ids, startsAt: z.iso.datetime(), endsAt: z.iso.datetime() });

/** What an ending is about. */
export const EndingTask = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lease'), ...ids }),
  /** An assignment without a lease, by the finding that says so. */
  z.strictObject({ kind: z.literal('stray'), findingId: z.string() }),
]);
export type EndingTask = z.infer<typeof EndingTask>;

/** Input of `ending.asl.json`. */
export const EndingInput = z.strictObject({ task: EndingTask });

/** Payload of `await-decision`. */
export const AwaitDecisionInput = z.strictObject({
  requestId: z.string(),
  expiresAt: z.iso.datetime(),
  taskToken: z.string(),
});

/** Payload of `expire-request`. */
export const ExpireRequestInput = z.strictObject({ requestId: z.string() });

/**
 * What the workflow of a lease keeps of the access that its lease has joined, from before Identity Center is asked for it: enough to end
 * that access when the records are lost or were restored to before.
 */
export const JoinedAccess = z.strictObject({
  beneficiaryId: UserId,
  entitlement: AccountAssignment,
  standing: z.boolean(),
});
export type JoinedAccess = z.infer<typeof JoinedAccess>;

/** Payload of `activate-lease`, `end-lease`. */
export const LeaseTaskInput = z.strictObject({
  ...ids,
  /** How often the state machine has asked before; pauses grow with it. */
  attempt: z.number().int().nonnegative(),
  /** The creation that an earlier call left running in Identity Center; empty: none. */
  creationId: z.string().default(''),
  /** The deletion that an earlier call left running; empty: none. */
  deletionId: z.string().default(''),
  /** The end that the workflow waited for; the lease may know a later one. */
  endsAt: z.iso.datetime().optional(),
  /** `null`: the workflow knows that its lease has joined nothing. Absent: who asks does not know. */
  joined: JoinedAccess.nullable().optional(),
});
export type LeaseTaskInput = z.input<typeof LeaseTaskInput>;

/** Payload of `end-lease` for an assignment without a lease. */
export const StrayTaskInput = z.strictObject({
  findingId: z.string(),
  attempt: z.number().int().nonnegative(),
  deletionId: z.string().default(''),
});
export type StrayTaskInput = z.input<typeof StrayTaskInput>;

/** Call again after the pause; `operationId` is what Identity Center is still busy with, empty: nothing. */
const Waiting = z.strictObject({
  state: z.literal('waiting'),
  retryAfterSeconds: z.number().int().positive(),
  operationId: z.string(),
});

/**
 * What `activate-lease` answers. `waiting`: call again after the pause. `active`: held until `endsAt`.
 * `joined`: the records count the lease and nothing was asked of Identity Center; keep what is told here, then call again at once.
 * `hard-end`: running sessions must first be denied from the end on; call `hard-end`, then again.
 * `over`: nothing is to be waited for, the ending path follows at once.
 */
export const ActivateLeaseOutput = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('active'), endsAt: z.iso.datetime() }),
  Waiting,
  z.strictObject({ state: z.literal('joined'), joined: JoinedAccess, operationId: z.string() }),
  z.strictObject({
    state: z.literal('hard-end'),
    permissionSetArn: PermissionSetArn,
    operationId: z.string(),
  }),
  z.strictObject({ state: z.literal('over') }),
]);
export type ActivateLeaseOutput = z.infer<typeof ActivateLeaseOutput>;

/** Payload of `hard-end`: one permission set, or, by the clock, all of them. */
export const HardEndInput = z.looseObject({ permissionSetArn: PermissionSetArn.optional() });

/** What `hard-end` answers about one permission set: go on after the pause; what is in force is read from the records. */
export const HardEndOutput = z.strictObject({ retryAfterSeconds: z.number().int().positive() });

const SHORTEST_PAUSE = 4;
const LONGEST_PAUSE = 300;

/**
 * The whole seconds that a lease waits before it asks again: 2 to 4 at first, twice as long after every third attempt, up to 5
 * minutes. Which of the upper half of that range is decided by lease and attempt, so that leases which end together do not ask
 * together, and the same question has the same answer.
 */
export function pauseSeconds({ leaseId, attempt }: Pick<LeaseTaskInput, 'leaseId' | 'attempt'>): number {
  const most = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(Math.floor(attempt / 3), 10));
  const least = most / 2;
  return least + Math.floor(jitter(`${leaseId}#${attempt}`) * (most - least + 1));
}

/** Payload of `await-end`. */
export const AwaitEndInput = z.strictObject({ ...ids, endsAt: z.iso.datetime(), taskToken: z.string() });
export type AwaitEndInput = z.infer<typeof AwaitEndInput>;

/** What wakes a lease that waits for its end: an early end, or a moved one. */
export const EndSignal = z.discriminatedUnion('signal', [
  z.strictObject({ signal: z.literal('end') }),
  z.strictObject({ signal: z.literal('extended'), endsAt: z.iso.datetime() }),
]);
export type EndSignal = z.infer<typeof EndSignal>;

/** What `end-lease` answers. `waiting`: call again after the pause. `moved`: the lease is held until `endsAt`, wait for that. */
export const EndLeaseOutput = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('ended') }),
  z.strictObject({ state: z.literal('moved'), endsAt: z.iso.datetime() }),
  Waiting,
]);
export type EndLeaseOutput = z.infer<typeof EndLeaseOutput>;
