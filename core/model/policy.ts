import { z } from 'zod';
import { AccountId, PermissionSetArn } from './entitlement';
import { EpochMs } from './instant';
import { MachineName } from './machine';
import { GroupId, PersonRef, UserId } from './person';

/** No plain text of ours holds control characters: they could forge lines in an email or a log. */
const plainText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // oxlint-disable-next-line no-control-regex -- refusing control characters is the point
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'must not hold control characters');

const ids = <T extends z.ZodType>(of: T, max: number) => z.array(of).max(max);

/** Which accounts a policy is about. A list that is empty adds nothing; `everywhere` matches all accounts. */
export const AccountScope = z.strictObject({
  everywhere: z.boolean().default(false),
  accounts: ids(AccountId, 500).default([]),
  organizationalUnits: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$/, 'must be an OU or root id'),
        includeDescendants: z.boolean().default(false),
      }),
    )
    .max(100)
    .default([]),
  /** An account matches when it has the key with one of the values. */
  tags: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(128),
        values: z.array(z.string().max(256)).min(1).max(50),
      }),
    )
    .max(20)
    .default([]),
  /** Account names with `*` for any run of characters, compared without case. */
  namePatterns: z.array(plainText(128).min(1)).max(20).default([]),
});
export type AccountScope = z.infer<typeof AccountScope>;

/** Which permission sets a policy is about. */
export const PermissionSetScope = z.strictObject({
  all: z.boolean().default(false),
  arns: ids(PermissionSetArn, 200).default([]),
});
export type PermissionSetScope = z.infer<typeof PermissionSetScope>;

/** A set of people: named one by one or by group. */
export const People = z.strictObject({
  users: ids(UserId, 200).default([]),
  groups: ids(GroupId, 200).default([]),
});
export type People = z.infer<typeof People>;

/** A text rule for a justification or a ticket; rules of several policies add up. */
export const TextRule = z.strictObject({
  required: z.boolean().default(false),
  minLength: z.number().int().min(0).max(1_000).default(0),
  /** A regular expression that the whole text must match. */
  pattern: z.string().max(200).optional(),
  /** Shown when the pattern does not match. */
  patternHint: plainText(200).optional(),
});
export type TextRule = z.infer<typeof TextRule>;

const noTextRule = { required: false, minLength: 0 };

export const MAX_MINUTES = 60 * 24 * 90;

/** Priority: only policies with the highest one that match count. */
const priority = z.number().int().min(0).max(1_000).default(100);

/** The part of an eligibility policy that an admin writes. */
export const EligibilityPolicyBody = z.strictObject({
  name: plainText(100).min(1),
  description: plainText(500).default(''),
  enabled: z.boolean().default(true),
  effect: z.enum(['allow', 'deny']).default('allow'),
  priority,
  subjects: People,
  accounts: AccountScope,
  permissionSets: PermissionSetScope,
  /** The longest lease, in minutes. */
  maxMinutes: z.number().int().min(1).max(MAX_MINUTES).default(480),
  approvalRequired: z.boolean().default(true),
  justification: TextRule.default(noTextRule),
  ticket: TextRule.default(noTextRule),
  /** Groups whose members may ask on behalf of the subjects. */
  onBehalfBy: ids(GroupId, 50).default([]),
  /** Machines that may ask on behalf of the subjects. */
  onBehalfByMachines: ids(MachineName, 20).default([]),
});
export type EligibilityPolicyBody = z.infer<typeof EligibilityPolicyBody>;

export const ApprovalStep = z.strictObject({
  name: plainText(100).default(''),
  approvers: People,
  /** How many of them must say yes. */
  needed: z.number().int().min(1).max(10).default(1),
});
export type ApprovalStep = z.infer<typeof ApprovalStep>;

/** The part of an approval policy that an admin writes. */
export const ApprovalPolicyBody = z.strictObject({
  name: plainText(100).min(1),
  description: plainText(500).default(''),
  enabled: z.boolean().default(true),
  priority,
  accounts: AccountScope,
  /** Empty and not `all`: any permission set. */
  permissionSets: PermissionSetScope,
  /** Only for requests whose beneficiary is in one of these groups; empty: for everybody. */
  requesterGroups: ids(GroupId, 50).default([]),
  steps: z.array(ApprovalStep).min(1).max(5),
});
export type ApprovalPolicyBody = z.infer<typeof ApprovalPolicyBody>;

const versioned = {
  id: z.string(),
  /** Counts up from 1; every version is kept. */
  version: z.number().int().positive(),
  changedAt: EpochMs,
  changedBy: PersonRef,
};

export const EligibilityPolicy = EligibilityPolicyBody.extend({
  kind: z.literal('eligibility'),
  ...versioned,
});
export type EligibilityPolicy = z.infer<typeof EligibilityPolicy>;

export const ApprovalPolicy = ApprovalPolicyBody.extend({ kind: z.literal('approval'), ...versioned });
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>;

export const SettingsBody = z.strictObject({
  /** How long approvers have to decide, in minutes. */
  decisionMinutes: z
    .number()
    .int()
    .min(5)
    .max(60 * 24 * 30)
    .default(180),
  /** No lease is longer than this, whatever a policy says, in minutes. */
  maxMinutes: z
    .number()
    .int()
    .min(1)
    .max(MAX_MINUTES)
    .default(60 * 12),
  /** Approvers must say why they approve. Rejecting always needs a comment. */
  approvalCommentRequired: z.boolean().default(false),
  justification: TextRule.default({ required: true, minLength: 5 }),
  ticket: TextRule.default(noTextRule),
  /** Where a ticket can be read; `{ticket}` is replaced. */
  ticketUrl: z
    .string()
    .regex(/^https:\/\/[^\s]+$/, 'must be an https address')
    .max(300)
    .optional(),
  /**
   * What becomes of an assignment that nobody's lease explains, on an account and permission set of an eligibility policy:
   * it is reported, adopted as standing, or ended after a grace.
   */
  unknownAssignments: z.enum(['report', 'adopt', 'end']).default('report'),
  /** How long such an assignment is only reported before it is ended, in minutes. */
  unknownGraceMinutes: z
    .number()
    .int()
    .min(10)
    .max(60 * 24 * 30)
    .default(60 * 24),
});
export type SettingsBody = z.infer<typeof SettingsBody>;

export const Settings = SettingsBody.extend({ kind: z.literal('settings'), ...versioned });
export type Settings = z.infer<typeof Settings>;

/** Someone else may decide in a person's place for a while. */
export const DelegationBody = z.strictObject({
  from: UserId,
  to: UserId,
  startsAt: EpochMs,
  endsAt: EpochMs,
  reason: plainText(500).default(''),
});
export const Delegation = DelegationBody.extend({ kind: z.literal('delegation'), ...versioned });
export type Delegation = z.infer<typeof Delegation>;

/** A named set of permission sets asked for as one. */
export const BundleBody = z.strictObject({
  name: plainText(100).min(1),
  description: plainText(500).default(''),
  enabled: z.boolean().default(true),
  permissionSets: z.array(PermissionSetArn).min(1).max(20),
});
export const Bundle = BundleBody.extend({ kind: z.literal('bundle'), ...versioned });
export type Bundle = z.infer<typeof Bundle>;

/** Whether an emergency stop stands: while it does, no access is switched on. There is one record of this kind. */
export const EmergencyStop = z.strictObject({
  kind: z.literal('emergency-stop'),
  ...versioned,
  stands: z.boolean(),
  /** Why it was declared or lifted; shown to everybody while it stands. */
  comment: z.string(),
});
export type EmergencyStop = z.infer<typeof EmergencyStop>;

/** Everything that is kept version by version in the policies table. */
export const PolicyRecord = z.discriminatedUnion('kind', [
  EligibilityPolicy,
  ApprovalPolicy,
  Settings,
  Delegation,
  Bundle,
  EmergencyStop,
]);
export type PolicyRecord = z.infer<typeof PolicyRecord>;
export type PolicyKind = PolicyRecord['kind'];

/** The id of the one record that says whether an emergency stop stands. */
export const EMERGENCY_STOP_ID = 'emergency-stop';

/** The id of the one settings record. */
export const SETTINGS_ID = 'settings';

/** Names a version of a policy, so that a record shows the rule as it was. */
export const PolicyRef = z.strictObject({
  id: z.string(),
  version: z.number().int().positive(),
  name: z.string(),
});
export type PolicyRef = z.infer<typeof PolicyRef>;
