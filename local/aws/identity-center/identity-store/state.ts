import { z } from 'zod';
import { userAttributes, userExtensions } from './attributes';

const times = { createdAt: z.number(), updatedAt: z.number() };

const user = z.object({
  id: z.string(),
  attributes: userAttributes,
  extensions: userExtensions,
  status: z.enum(['ENABLED', 'DISABLED']),
  ...times,
});
/** A user; times in epoch milliseconds. */
export type User = z.infer<typeof user>;

const group = z.object({
  id: z.string(),
  displayName: z.string(),
  description: z.string().optional(),
  ...times,
});
/** A group; times in epoch milliseconds. */
export type Group = z.infer<typeof group>;

const membership = z.object({
  id: z.string(),
  groupId: z.string(),
  userId: z.string(),
  createdAt: z.number(),
});
/** That a user is in a group, since when in epoch milliseconds. */
export type Membership = z.infer<typeof membership>;

/** What the state folder keeps of the identity store. */
export const identityStoreState = z.object({
  ids: z.int(),
  users: z.array(user),
  groups: z.array(group),
  memberships: z.array(membership),
});

/** What is there on the first day. */
export const emptyState: z.infer<typeof identityStoreState> = {
  ids: 0,
  users: [],
  groups: [],
  memberships: [],
};
