import type { AuditEvent } from '../../../core/model/audit-event';
import { checkCommit, recordName } from '../../../core/ports/check-commit';
import type { Clock } from '../../../core/ports/clock';
import type { Change, CommitResult, Ledger } from '../../../core/ports/ledger';
import type { FakeStore } from './fake-store';

/** Commits to a `FakeStore` on the conditions that DynamoDB would check. */
export class FakeLedger implements Ledger {
  /** Called once before the next commit: the place to let somebody else be first. */
  beforeNext: (() => unknown) | undefined;
  /** Thrown by the next commit, as if DynamoDB were not there. */
  failNext: Error | undefined;
  /** How many commits were written. */
  committed = 0;

  constructor(
    private readonly store: FakeStore,
    private readonly clock: Clock,
  ) {}

  async commit(changes: readonly Change[], events: readonly AuditEvent[]): Promise<CommitResult> {
    checkCommit(changes, events);
    const before = this.beforeNext;
    this.beforeNext = undefined;
    await before?.();
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure) throw failure;
    const stale = changes.find((change) => !this.store.isAsRead(change, this.clock.now()));
    if (stale) return { kind: 'conflict', on: recordName(stale) };
    for (const change of changes) this.store.write(change);
    for (const event of events) this.store.append(event);
    this.committed += 1;
    return { kind: 'committed' };
  }
}
