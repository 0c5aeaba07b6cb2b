import { randomInt } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../core/contract/tables';
import type { AuditEvent } from '../core/model/audit-event';
import { checkCommit, CommitTooLargeError, MAX_TRANSACTION_ITEMS } from '../core/ports/check-commit';
import type { Clock } from '../core/ports/clock';
import type { Change, CommitResult, Ledger } from '../core/ports/ledger';
import { AUDIT, auditItems } from './ledger/audit-items';
import { itemsOf } from './ledger/items';
import { writeAll } from './ledger/write';

/** In each round at least one writer of a stream succeeds, so as many can write to one stream at once. */
const ATTEMPTS = 25;

/** Commits in DynamoDB transactions: records, the rows that find them, and chained audit events, all or nothing. */
export class DynamoLedger implements Ledger {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly tables: TableNames,
    private readonly clock: Clock,
  ) {}

  async commit(changes: readonly Change[], events: readonly AuditEvent[]): Promise<CommitResult> {
    checkCommit(changes, events);
    const records = itemsOf(changes, this.tables, this.clock.now());
    let on = '';
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const items = [...records, ...(await auditItems(this.client, this.tables.audit, events))];
      if (items.length > MAX_TRANSACTION_ITEMS) throw new CommitTooLargeError(items.length);
      const failure = await writeAll(this.client, items);
      if (!failure) return { kind: 'committed' };
      const stale = failure.stale.find((name) => !name.startsWith(AUDIT));
      if (stale) return { kind: 'conflict', on: stale };
      // Only another event of the stream came first, or another transaction held a record: look again.
      on = failure.contended[0] ?? failure.stale[0] ?? on;
      if (failure.contended.length > 0) await this.clock.sleep(randomInt(10, 40 * attempt));
    }
    return { kind: 'conflict', on };
  }
}
