import type { AccountAssignment } from '../../../model/entitlement';
import type { EpochMs } from '../../../model/instant';
import type { Lease } from '../../../model/lease';
import type { Settings } from '../../../model/policy';
import type { Ports } from '../../deps';

/** What a comparison of one account × permission set works with. */
export type Pair = {
  readonly entitlement: AccountAssignment;
  /** Whether an eligibility policy covers it, or did in doubtful times; if not, only what leases say is compared. */
  readonly managed: boolean;
  readonly settings: Settings;
  /** Leases that are not over, by id. */
  readonly live: ReadonlyMap<string, Lease>;
  readonly now: EpochMs;
};

export type CompareDeps = Pick<
  Ports,
  'clock' | 'requests' | 'assignments' | 'findings' | 'holdings' | 'ledger' | 'recordsRestored' | 'trouble'
>;
