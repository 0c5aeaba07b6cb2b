import { z } from 'zod';
import { AccountId, PermissionSetArn } from './entitlement';
import { EpochMs } from './instant';
import { GroupId, Person, UserId } from './person';

export const OrganizationalUnit = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Ids of the units above, from the root down to the parent; empty for the root itself. */
  path: z.array(z.string()),
});
export type OrganizationalUnit = z.infer<typeof OrganizationalUnit>;

export const Account = z.strictObject({
  id: AccountId,
  name: z.string(),
  email: z.string(),
  status: z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE']),
  /** Ids of the units that hold the account, from the root down to its direct parent. */
  path: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
});
export type Account = z.infer<typeof Account>;

export const PermissionSet = z.strictObject({
  arn: PermissionSetArn,
  name: z.string(),
  description: z.string(),
  /** Length of a console or CLI session, in minutes. */
  sessionMinutes: z.number().int().positive(),
  /** Provisioned in the management account: a delegated administrator can never assign it. */
  inManagementAccount: z.boolean(),
});
export type PermissionSet = z.infer<typeof PermissionSet>;

export const Group = z.strictObject({ id: GroupId, name: z.string() });
export type Group = z.infer<typeof Group>;

/** What Identity Center and Organizations held when the snapshot was taken. */
export const DirectorySnapshot = z.strictObject({
  takenAt: EpochMs,
  /** Changes whenever any part of the snapshot does. */
  revision: z.string(),
  managementAccountId: AccountId,
  organizationalUnits: z.array(OrganizationalUnit),
  accounts: z.array(Account),
  permissionSets: z.array(PermissionSet),
  groups: z.array(Group),
  people: z.array(Person),
  /** Group id → ids of its members. */
  members: z.record(GroupId, z.array(UserId)),
});
export type DirectorySnapshot = z.infer<typeof DirectorySnapshot>;
