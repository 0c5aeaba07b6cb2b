import type { Lease } from '../../core/model/lease';
import type { Stage } from './actors/context';
import { accessKey } from './records';

const BEGUN = new Set<Lease['status']>(['activating', 'active', 'ending']);
const OVER = new Set<Lease['status']>(['ending', 'ended', 'failed']);

/** What restored tables do not know any more, by the records as they were right before. */
export class Forgotten {
  /** Leases that had begun, by id: the restored tables do not know that they have. */
  readonly begun = new Map<string, Lease>();
  /** Leases that somebody had ended, or that were over: on the restored tables they live. */
  readonly revived = new Set<string>();
  #seen = 0;

  constructor(private readonly stage: Stage) {}

  /** Takes note of a restore; true when there was one. */
  look(): boolean {
    const restore = this.stage.restores[this.#seen];
    if (!restore) return false;
    this.#seen += 1;
    const now = new Map(this.stage.world.records.leases().map((lease) => [lease.id, lease]));
    for (const lease of restore.leases) {
      const status = now.get(lease.id)?.status;
      if (BEGUN.has(lease.status) && (status === undefined || !BEGUN.has(status))) this.add(lease);
      // Over, but its workflow has not heard of it, or a function of it was invoked twice: it is ended once more.
      if (restore.working.includes(lease) && status === undefined) this.add(lease);
      if (OVER.has(lease.status) && status !== undefined && !OVER.has(status)) this.revived.add(lease.id);
    }
    return true;
  }

  add(lease: Lease): void {
    this.begun.set(lease.id, lease);
  }

  /** Whether a lease that is forgotten may be why the access is there. */
  explains(key: string): boolean {
    return [...this.begun.values()].some((lease) => accessKey(lease) === key);
  }

  /** How long forgotten access has been held past its end, in milliseconds; undefined: it is not forgotten, or not over. */
  overdue(key: string): number | undefined {
    const ends = [...this.begun.values()].flatMap((lease) =>
      accessKey(lease) === key ? [lease.endsAt] : [],
    );
    const late = this.stage.world.timeline.now() - Math.max(...ends);
    return ends.length > 0 && late > 0 ? late : undefined;
  }

  /** The lease by its id, as it was when it was forgotten with all of its request. */
  before(leaseId: string): Lease | undefined {
    return this.stage.restores.flatMap(({ leases }) => leases).find(({ id }) => id === leaseId);
  }
}
