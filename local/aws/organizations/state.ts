import { z } from 'zod';
import { tagMap } from '../support/tags';

/** The states that an account can be in: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
export const accountState = z.enum([
  'PENDING_ACTIVATION',
  'ACTIVE',
  'SUSPENDED',
  'PENDING_CLOSURE',
  'CLOSED',
]);
/** The states that an account can be in. */
export type AccountState = z.infer<typeof accountState>;

const account = z.object({
  id: z.string(),
  parentId: z.string(),
  name: z.string(),
  email: z.string(),
  state: accountState,
  joinedMethod: z.enum(['INVITED', 'CREATED']),
  joinedAt: z.number(),
});
/** An account; times in epoch milliseconds. */
export type Account = z.infer<typeof account>;

const unit = z.object({ id: z.string(), parentId: z.string(), name: z.string() });
/** An organizational unit. */
export type Unit = z.infer<typeof unit>;

const creation = z.object({
  id: z.string(),
  accountName: z.string(),
  accountId: z.string().optional(),
  failureReason: z.string().optional(),
  requestedAt: z.number(),
});
/** A request for an account and what came of it; times in epoch milliseconds. */
export type Creation = z.infer<typeof creation>;

/** What the state folder keeps of Organizations. */
export const organizationState = z.object({
  ids: z.int(),
  organizationId: z.string(),
  rootId: z.string(),
  managementAccountId: z.string(),
  units: z.array(unit),
  accounts: z.array(account),
  creations: z.array(creation),
  /** By the id of the account, unit or root. */
  tags: z.record(z.string(), tagMap),
});
/** What the state folder keeps of Organizations. */
export type OrganizationState = z.infer<typeof organizationState>;
