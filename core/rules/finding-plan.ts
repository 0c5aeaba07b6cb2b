import type { Finding } from '../model/finding';
import { type EpochMs, MINUTE } from '../model/instant';
import type { SettingsBody } from '../model/policy';

/** What is done about a finding; `at`: when the removal of the assignment is asked for, in epoch milliseconds. */
export type FindingPlan =
  | { readonly kind: 'report' | 'adopt' | 'ending' | 'keep-lease' | 'end-lease' }
  | { readonly kind: 'end'; readonly at: EpochMs };

type Found = Pick<Finding, 'kind' | 'since' | 'endAskedAt'>;
type Settings = Pick<SettingsBody, 'unknownAssignments' | 'unknownGraceMinutes'>;

/** What the reconciler does about an open finding by these settings; what was asked to end is ended whatever they say. */
export function planFor({ kind, since, endAskedAt }: Found, settings: Settings): FindingPlan {
  switch (kind) {
    case 'missing-assignment':
      return { kind: 'keep-lease' };
    case 'overdue':
      return { kind: 'end-lease' };
    case 'left-over':
      return { kind: 'ending' };
    case 'unknown-assignment':
      if (endAskedAt !== undefined) return { kind: 'ending' };
      return settings.unknownAssignments === 'end'
        ? { kind: 'end', at: since + settings.unknownGraceMinutes * MINUTE }
        : { kind: settings.unknownAssignments };
  }
}
