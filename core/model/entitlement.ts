import { z } from 'zod';

/** A twelve-digit AWS account id. */
export const AccountId = z.string().regex(/^\d{12}$/, 'must be a 12-digit AWS account id');

/** The ARN of a permission set, in any partition. */
export const PermissionSetArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:sso:::permissionSet\/(sso)?ins-[a-zA-Z0-9.-]{16}\/ps-[a-zA-Z0-9./-]{16}$/,
    'must be a permission set ARN',
  );

export const AccountAssignment = z.strictObject({
  kind: z.literal('account-assignment'),
  accountId: AccountId,
  permissionSetArn: PermissionSetArn,
});
export type AccountAssignment = z.infer<typeof AccountAssignment>;

export const GroupMembership = z.strictObject({
  kind: z.literal('group-membership'),
  groupId: z.string().min(1).max(64),
});

export const AttributeCapability = z.strictObject({
  kind: z.literal('attribute'),
  attribute: z.string().min(1).max(128),
  value: z.string().min(1).max(256),
});

/** One thing that can be held. */
export const Entitlement = z.discriminatedUnion('kind', [
  AccountAssignment,
  GroupMembership,
  AttributeCapability,
]);
export type Entitlement = z.infer<typeof Entitlement>;

/** The one text under which an entitlement is compared and stored. */
export function entitlementKey(entitlement: Entitlement): string {
  switch (entitlement.kind) {
    case 'account-assignment':
      return `account-assignment#${entitlement.accountId}#${entitlement.permissionSetArn}`;
    case 'group-membership':
      return `group-membership#${entitlement.groupId}`;
    case 'attribute':
      return `attribute#${entitlement.attribute}#${entitlement.value}`;
  }
}

/** An entitlement with the names that the directory had for it when it was asked for. */
export const Target = z.strictObject({
  entitlement: Entitlement,
  /** The account's name, the group's name or the attribute. */
  name: z.string(),
  /** The permission set's name; empty for other kinds. */
  permissionSetName: z.string(),
  /** How long a running session can outlive the assignment, in minutes. */
  sessionMinutes: z.number().int().nonnegative(),
});
export type Target = z.infer<typeof Target>;
