import type { Caller } from '../../aws/account-facts/caller';
import type { LambdaLimits } from '../../aws/account-facts/functions';
import type { GroupFacts } from '../../aws/account-facts/groups';
import type { InstanceFacts, ProvisionedSet } from '../../aws/account-facts/instance';
import type { KeyFacts } from '../../aws/account-facts/key';
import type { MailAccount, MailIdentity } from '../../aws/account-facts/mail';
import type { Pairing } from '../../aws/account-facts/pairing';
import type { FailureQueueName } from '../../core/contract/failure-queues';
import type { Lease } from '../../core/model/lease';
import type { Person } from '../../core/model/person';
import type { PolicyRecord } from '../../core/model/policy';
import type { Metadata } from '../saml/metadata';
import type { Look } from './look';
import type { DeployedPart } from './stacks';

/** One of the groups that the configuration names. */
export type NamedGroup = {
  /** The key of the configuration. */
  readonly key: 'adminGroupId' | 'auditorGroupId' | 'responderGroupId';
  readonly id: string;
  readonly group: GroupFacts | undefined;
};

/** Everybody whom enabled approval policies name. */
export type Approvers = {
  /** By id; undefined: there is no such group or person. */
  readonly groups: ReadonlyMap<string, GroupFacts | undefined>;
  readonly people: ReadonlyMap<string, Person | undefined>;
};

/** What the function that reads CloudTrail events says of them. */
export type ActivitySeen =
  | { readonly state: 'not-deployed' }
  | { readonly state: 'unreadable'; readonly reason: string }
  | { readonly state: 'unanswered'; readonly seconds: number }
  /** `newestEventAt`: as ISO 8601; left out: there is none of the last day. */
  | { readonly state: 'readable'; readonly newestEventAt?: string };

/** Everything that is looked at, and what is seen there. `undefined`: it does not exist. */
export type Seen = {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly caller: Caller;
  /** The Region that the environment names, whatever the configuration says. */
  readonly ambientRegion: string | undefined;
  readonly managementAccount: string;
  readonly delegatedAdministrators: readonly string[];
  readonly instance: InstanceFacts | undefined;
  readonly managementPermissionSets: readonly ProvisionedSet[];
  readonly configuredGroups: readonly NamedGroup[];
  readonly bootstrapVersion: number | undefined;
  /** The key of one's own; `none`: the configuration names none. */
  readonly ownKey: KeyFacts | 'none' | undefined;
  readonly mailAccount: MailAccount;
  readonly mailIdentity: MailIdentity | undefined;
  readonly lambdaLimits: LambdaLimits;
  /** Those of the SAML application, as they are now. `undefined`: the configuration names none yet. */
  readonly metadata: Metadata | undefined;
  readonly parts: readonly DeployedPart[];
  /** The variables of each function that is compared with the configuration. */
  readonly deployedVariables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pairing: Pairing;
  readonly linkKey: 'there' | 'deleted' | 'missing';
  readonly policies: readonly PolicyRecord[];
  readonly approvers: Approvers;
  /** When something in the directory was last new, epoch milliseconds. `undefined`: it has never been read. */
  readonly directoryTakenAt: number | undefined;
  /** The last UTC day whose audit events are sealed. */
  readonly lastSealedDay: string | undefined;
  /** Leases that are not over although they should have ended some minutes ago. */
  readonly overdueLeases: readonly Lease[];
  readonly activity: ActivitySeen;
  /** What stands in the queues of failures. */
  readonly failures: readonly { readonly name: FailureQueueName; readonly count: number }[];
};

export type Facts = { readonly [Name in keyof Seen]: Look<Seen[Name]> };
