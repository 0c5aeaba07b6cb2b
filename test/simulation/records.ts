import type { AssignmentRecord } from '../../core/model/assignment';
import { EMERGENCY_ORDERS, FINDINGS } from '../../aws/keys';
import type { ChainedEvent } from '../../core/model/audit-event';
import type { EmergencyOrder } from '../../core/model/emergency';
import { entitlementKey } from '../../core/model/entitlement';
import type { Lease } from '../../core/model/lease';
import type { PolicyRecord } from '../../core/model/policy';
import type { AccessRequest } from '../../core/model/request';
import type { Assignment } from '../../local/aws/identity-center/state';
import { TABLE_NAMES } from './environment';
import type { DocumentStore } from './services/document-store/document-store';
import type { Item } from './services/document-store/item';

/** What an item of one of the tables records, as far as invariants care. */
export type Recorded =
  | { readonly kind: 'request'; readonly record: AccessRequest }
  | { readonly kind: 'lease'; readonly record: Lease }
  | { readonly kind: 'assignment'; readonly record: AssignmentRecord }
  | { readonly kind: 'policy'; readonly record: PolicyRecord }
  | { readonly kind: 'order'; readonly record: EmergencyOrder }
  | { readonly kind: 'event'; readonly record: ChainedEvent };

/** Reads an item as the record that it holds; undefined when it only helps to find one. */
export function recordedIn(table: string, item: Item | undefined): Recorded | undefined {
  if (item?.record === undefined) return undefined;
  const kind = kindOf(table, item);
  // The store holds what the ledger wrote, and the ledger writes nothing that does not parse.
  return kind && ({ kind, record: item.record } as Recorded);
}

function kindOf(table: string, item: Item): Recorded['kind'] | undefined {
  const sk = typeof item.sk === 'string' ? item.sk : '';
  // Roots and heads of sealed days lie beside the events.
  if (table === TABLE_NAMES.audit)
    return typeof item.record === 'object' && 'hash' in (item.record ?? {}) ? 'event' : undefined;
  // Findings lie beside them, under the same kind of name.
  if (table === TABLE_NAMES.assignments)
    return item.pk !== FINDINGS && sk.startsWith('account-assignment#') ? 'assignment' : undefined;
  if (table === TABLE_NAMES.policies) return item.pk === 'current' ? 'policy' : undefined;
  if (table !== TABLE_NAMES.requests) return undefined;
  if (sk === 'request') return 'request';
  if (item.pk === EMERGENCY_ORDERS) return 'order';
  return sk.startsWith('lease#') ? 'lease' : undefined;
}

type Known = { readonly version: number; readonly records: readonly Recorded['record'][] };

/** Our own records, read past every fault and every cache of ours; read again only when their table has changed. */
export class Records {
  readonly #known = new Map<Recorded['kind'], Known>();

  constructor(private readonly store: DocumentStore) {}

  requests(): readonly AccessRequest[] {
    return this.#all(TABLE_NAMES.requests, 'request') as readonly AccessRequest[];
  }

  leases(): readonly Lease[] {
    return this.#all(TABLE_NAMES.requests, 'lease') as readonly Lease[];
  }

  assignments(): readonly AssignmentRecord[] {
    return this.#all(TABLE_NAMES.assignments, 'assignment') as readonly AssignmentRecord[];
  }

  policies(): readonly PolicyRecord[] {
    return this.#all(TABLE_NAMES.policies, 'policy') as readonly PolicyRecord[];
  }

  orders(): readonly EmergencyOrder[] {
    return this.#all(TABLE_NAMES.requests, 'order') as readonly EmergencyOrder[];
  }

  events(): readonly ChainedEvent[] {
    return this.#all(TABLE_NAMES.audit, 'event') as readonly ChainedEvent[];
  }

  #all(name: string, kind: Recorded['kind']): readonly Recorded['record'][] {
    const table = this.store.table(name);
    const known = this.#known.get(kind);
    if (known?.version === table.version) return known.records;
    const records: Recorded['record'][] = [];
    // As in `recordedIn`.
    for (const item of table.all())
      if (item.record !== undefined && kindOf(name, item) === kind)
        records.push(item.record as Recorded['record']);
    this.#known.set(kind, { version: table.version, records });
    return records;
  }
}

/** The one text by which assignments, leases and records of the same access are compared. */
export function accessKey(of: Assignment | Lease | AssignmentRecord): string {
  if ('principalId' in of) return `${of.principalId} ${of.accountId} ${of.permissionSetArn}`;
  const entitlement = 'entitlement' in of ? of.entitlement : of.target.entitlement;
  if (entitlement.kind !== 'account-assignment') return `${of.beneficiaryId} ${entitlementKey(entitlement)}`;
  return `${of.beneficiaryId} ${entitlement.accountId} ${entitlement.permissionSetArn}`;
}
