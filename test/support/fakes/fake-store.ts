import { copy } from './copy';
import { createHash } from 'node:crypto';
import type { AssignmentRecord } from '../../../core/model/assignment';
import type { AuditEvent, ChainedEvent } from '../../../core/model/audit-event';
import type { EmergencyOrder } from '../../../core/model/emergency';
import type { HardEndRecord } from '../../../core/model/hard-end';
import type { Finding } from '../../../core/model/finding';
import type { Lease } from '../../../core/model/lease';
import type { PolicyRecord } from '../../../core/model/policy';
import type { AccessRequest } from '../../../core/model/request';
import { recordName } from '../../../core/ports/check-commit';
import type { Change, IdempotencyEntry } from '../../../core/ports/ledger';
import { chainEvent } from '../../../core/rules/audit-chain';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What the ledger's fakes share: every record in memory, by the name that `CommitResult.on` uses. */
export class FakeStore {
  readonly requests = new Map<string, AccessRequest>();
  readonly leases = new Map<string, Lease>();
  readonly assignments = new Map<string, AssignmentRecord>();
  readonly hardEnds = new Map<string, HardEndRecord>();
  readonly policies = new Map<string, PolicyRecord>();
  readonly policyVersions: PolicyRecord[] = [];
  readonly orders = new Map<string, EmergencyOrder>();
  readonly findings = new Map<string, Finding>();
  readonly idempotency = new Map<string, IdempotencyEntry>();
  /** How many requests were made for a beneficiary. */
  readonly asked = new Map<string, number>();
  readonly streams = new Map<string, ChainedEvent[]>();
  /** Changes with every policy commit. */
  policyRevision = 0;

  /** Puts records there as if they had been committed long ago, without events. */
  seed(...changes: readonly Change[]): void {
    for (const change of changes) this.write(change);
  }

  /** Whether the record is still as `change.before` read it. */
  isAsRead(change: Change, now: number): boolean {
    const name = recordName(change);
    switch (change.kind) {
      case 'request':
        return this.requests.get(name)?.revision === change.before?.revision;
      case 'lease':
        return this.leases.get(name)?.version === change.before?.version;
      case 'assignment':
        return this.assignments.get(name)?.version === change.before?.version;
      case 'policy':
        return this.policies.get(name)?.version === change.before?.version;
      case 'emergency-order':
        return this.orders.get(name)?.version === change.before?.version;
      case 'hard-end':
        return this.hardEnds.get(name)?.version === change.before?.version;
      case 'finding':
      case 'finding-settled':
        return this.findings.get(name)?.version === change.before?.version;
      case 'idempotency':
        return (this.idempotency.get(name)?.expiresAt ?? 0) <= now;
      case 'asked':
        return (this.asked.get(name) ?? 0) === change.before;
    }
  }

  write(change: Change): void {
    const name = recordName(change);
    switch (change.kind) {
      case 'request':
        this.requests.set(name, copy(change.after));
        return;
      case 'lease':
        this.leases.set(name, copy(change.after));
        return;
      case 'assignment':
        this.assignments.set(name, copy(change.after));
        return;
      case 'policy':
        this.policies.set(name, copy(change.after));
        this.policyVersions.push(copy(change.after));
        this.policyRevision += 1;
        return;
      case 'emergency-order':
        this.orders.set(name, copy(change.after));
        return;
      case 'hard-end':
        this.hardEnds.set(name, copy(change.after));
        return;
      case 'finding':
        this.findings.set(name, copy(change.after));
        return;
      case 'finding-settled':
        this.findings.delete(name);
        return;
      case 'idempotency':
        this.idempotency.set(name, copy(change.entry));
        return;
      case 'asked':
        this.asked.set(name, change.before + 1);
        return;
    }
  }

  /** Chains an event to its stream; time never runs backwards within a stream. */
  append(event: AuditEvent): void {
    const stream = this.streams.get(event.stream) ?? [];
    const previous = stream.at(-1);
    const at = Math.max(event.at, previous?.at ?? 0);
    this.streams.set(event.stream, [...stream, chainEvent(copy({ ...event, at }), previous, sha256)]);
  }

  /** Every event in the order of the streams' first events. */
  events(): ChainedEvent[] {
    return [...this.streams.values()].flat();
  }

  /** Types of all events of a stream, for expectations. */
  eventTypes(stream: string): string[] {
    return (this.streams.get(stream) ?? []).map((event) => event.type);
  }
}
