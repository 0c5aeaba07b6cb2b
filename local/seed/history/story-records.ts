import type { AssignmentRecord } from '../../../core/model/assignment';
import type { AuditEvent } from '../../../core/model/audit-event';
import { type Entitlement, entitlementKey } from '../../../core/model/entitlement';
import type { Lease } from '../../../core/model/lease';
import type { AccessRequest } from '../../../core/model/request';
import { recordName } from '../../../core/ports/check-commit';
import type { Assignments, Change, CommitResult, Ledger, Requests } from '../../../core/ports/ledger';

const LIVE = new Set<AccessRequest['status']>(['pending', 'scheduled', 'active']);

/**
 * What the stories have committed so far. Nobody else writes while the past is written, so that what a story reads again need
 * not be fetched again: that is more than half of the seed's calls.
 */
export class StoryRecords {
  readonly #requests = new Map<string, AccessRequest>();
  readonly #asked = new Map<string, number>();
  readonly #leases = new Map<string, Lease>();
  readonly #assignments = new Map<string, AssignmentRecord>();

  /** `ledger`, with what it commits remembered. */
  remember(ledger: Ledger): Ledger {
    return {
      commit: async (changes: readonly Change[], events: readonly AuditEvent[]): Promise<CommitResult> => {
        const result = await ledger.commit(changes, events);
        if (result.kind === 'committed') for (const change of changes) this.#take(change);
        return result;
      },
    };
  }

  /** The reads that a use-case makes of its own request. */
  readonly requests: Pick<Requests, 'read' | 'readLease' | 'leasesOf' | 'liveOf' | 'askedCount'> = {
    read: async (id) => this.#requests.get(id),
    readLease: async (_requestId, leaseId) => this.#leases.get(leaseId),
    leasesOf: async (requestId) =>
      [...this.#leases.values()].filter((lease) => lease.requestId === requestId),
    askedCount: async (userId) => this.#asked.get(userId) ?? 0,
    liveOf: async (userId) =>
      [...this.#requests.values()].filter(
        ({ beneficiary, status }) => beneficiary.userId === userId && LIVE.has(status),
      ),
  };

  readonly assignments: Assignments = {
    read: async (beneficiaryId: string, entitlement: Entitlement) =>
      this.#assignments.get(`assignment#${beneficiaryId}#${entitlementKey(entitlement)}`),
    of: async (entitlement) =>
      [...this.#assignments.values()].filter(
        (record) => entitlementKey(record.entitlement) === entitlementKey(entitlement),
      ),
  };

  #take(change: Change): void {
    if (change.kind === 'request') this.#requests.set(change.after.id, change.after);
    if (change.kind === 'asked') this.#asked.set(change.beneficiaryId, change.before + 1);
    if (change.kind === 'lease') this.#leases.set(change.after.id, change.after);
    if (change.kind === 'assignment') this.#assignments.set(recordName(change), change.after);
  }
}
