import type { AssignmentRecord } from '../../core/model/assignment';
import type { ChainedEvent } from '../../core/model/audit-event';
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
  | { readonly kind: 'event'; readonly record: ChainedEvent };

/** Reads an item as the record that it holds; undefined when it only helps to find one. */
export function recordedIn(table: string, item: Item | undefined): Recorded | undefined {
  if (item?.record === undefined) return undefined;
  // The store holds what the ledger wrote, and the ledger writes nothing that does not parse.
  const one = (kind: Recorded['kind']) => ({ kind, record: item.record }) as Recorded;
  const sk = typeof item.sk === 'string' ? item.sk : '';
  if (table === TABLE_NAMES.audit) return one('event');
  if (table === TABLE_NAMES.assignments && sk.startsWith('account-assignment#')) return one('assignment');
  if (table === TABLE_NAMES.policies) return item.pk === 'current' ? one('policy') : undefined;
  if (table !== TABLE_NAMES.requests) return undefined;
  if (sk === 'request') return one('request');
  return sk.startsWith('lease#') ? one('lease') : undefined;
}

/** Our own records, read past every fault and cache. */
export class Records {
  constructor(private readonly store: DocumentStore) {}

  requests(): AccessRequest[] {
    return this.#all(TABLE_NAMES.requests, 'request') as AccessRequest[];
  }

  leases(): Lease[] {
    return this.#all(TABLE_NAMES.requests, 'lease') as Lease[];
  }

  assignments(): AssignmentRecord[] {
    return this.#all(TABLE_NAMES.assignments, 'assignment') as AssignmentRecord[];
  }

  policies(): PolicyRecord[] {
    return this.#all(TABLE_NAMES.policies, 'policy') as PolicyRecord[];
  }

  events(): ChainedEvent[] {
    return this.#all(TABLE_NAMES.audit, 'event') as ChainedEvent[];
  }

  #all(table: string, kind: Recorded['kind']): Recorded['record'][] {
    const found: Recorded['record'][] = [];
    for (const item of this.store.table(table).all()) {
      const one = recordedIn(table, item);
      if (one?.kind === kind) found.push(one.record);
    }
    return found;
  }
}

/** The one text by which assignments, leases and records of the same access are compared. */
export function accessKey(of: Assignment | Lease | AssignmentRecord): string {
  if ('principalId' in of) return `${of.principalId} ${of.accountId} ${of.permissionSetArn}`;
  const entitlement = 'entitlement' in of ? of.entitlement : of.target.entitlement;
  if (entitlement.kind !== 'account-assignment') return `${of.beneficiaryId} ${entitlementKey(entitlement)}`;
  return `${of.beneficiaryId} ${entitlement.accountId} ${entitlement.permissionSetArn}`;
}
