import type { Caller } from '../../aws/account-facts/caller';
import type { GroupFacts } from '../../aws/account-facts/groups';
import type { InstanceFacts } from '../../aws/account-facts/instance';
import type { Look } from './look';

/** One of the groups that the configuration names. */
export type NamedGroup = {
  /** The key of the configuration. */
  readonly key: 'adminGroupId' | 'auditorGroupId' | 'responderGroupId';
  readonly id: string;
  readonly group: GroupFacts | undefined;
};

/** Everything that is looked at, and what is seen there. `undefined`: it does not exist. */
export type Seen = {
  readonly caller: Caller;
  /** The Region that the environment names, whatever the configuration says. */
  readonly ambientRegion: string | undefined;
  readonly managementAccount: string;
  readonly delegatedAdministrators: readonly string[];
  readonly instance: InstanceFacts | undefined;
  readonly managementPermissionSets: readonly string[];
  readonly configuredGroups: readonly NamedGroup[];
  readonly bootstrapVersion: number | undefined;
};

export type Facts = { readonly [Name in keyof Seen]: Look<Seen[Name]> };
