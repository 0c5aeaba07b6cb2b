import { z } from 'zod';
import { tagMap } from '../support/tags';

/** Who holds an assignment. */
export const principalType = z.enum(['USER', 'GROUP']);

/** An account assignment as Identity Center holds it. */
export const assignment = z.object({
  accountId: z.string(),
  permissionSetArn: z.string(),
  principalType,
  principalId: z.string(),
});
/** An account assignment as Identity Center holds it. */
export type Assignment = z.infer<typeof assignment>;

const permissionSet = z.object({
  arn: z.string(),
  name: z.string(),
  description: z.string().optional(),
  sessionDuration: z.string(),
  relayState: z.string().optional(),
  inlinePolicy: z.string(),
  tags: tagMap,
  createdAt: z.number(),
  /** Grows with every change that a provisioned role does not have yet. */
  revision: z.int(),
});
/** A permission set; times in epoch milliseconds. */
export type PermissionSet = z.infer<typeof permissionSet>;

const role = z.object({
  accountId: z.string(),
  permissionSetArn: z.string(),
  /** The 16 hex digits at the end of the role's name. */
  suffix: z.string(),
  /** The permission set's revision that the role has. */
  revision: z.int(),
  assignments: z.array(assignment),
});
/** A permission set as it is provisioned in an account, with its assignments. */
export type SavedRole = z.infer<typeof role>;

const runningOperation = {
  id: z.string(),
  createdAt: z.number(),
  doneAt: z.number(),
  status: z.enum(['IN_PROGRESS', 'SUCCEEDED', 'FAILED']),
  failureReason: z.string().optional(),
  /** The reason that was armed in the fault panel when the operation was accepted. */
  armedFailure: z.string().optional(),
};
const asyncOperation = z.discriminatedUnion('name', [
  z.object({ ...runningOperation, name: z.literal('CreateAccountAssignment'), subject: assignment }),
  z.object({ ...runningOperation, name: z.literal('DeleteAccountAssignment'), subject: assignment }),
  z.object({
    ...runningOperation,
    name: z.literal('ProvisionPermissionSet'),
    subject: z.object({ permissionSetArn: z.string(), accountIds: z.array(z.string()) }),
  }),
]);
/** An asynchronous operation; times in epoch milliseconds. */
export type AsyncOperation = z.infer<typeof asyncOperation>;

/** What the state folder keeps of Identity Center. */
export const identityCenterState = z.object({
  ids: z.int(),
  instanceTags: tagMap,
  permissionSets: z.array(permissionSet),
  roles: z.array(role),
  operations: z.array(asyncOperation),
});

/** What is there on the first day. */
export const emptyState: z.infer<typeof identityCenterState> = {
  ids: 0,
  instanceTags: {},
  permissionSets: [],
  roles: [],
  operations: [],
};
