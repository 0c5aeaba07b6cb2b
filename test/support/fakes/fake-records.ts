import { copy } from './copy';
import { decodeCursor, encodeCursor } from '../../../aws/cursor';
import type { AssignmentRecord } from '../../../core/model/assignment';
import { type AccountAssignment, type Entitlement, entitlementKey } from '../../../core/model/entitlement';
import type { Finding } from '../../../core/model/finding';
import type { PolicyKind, PolicyRecord } from '../../../core/model/policy';
import type {
  Assignments,
  Findings,
  HardEnds,
  Page,
  PageInput,
  Policies,
  PolicySet,
} from '../../../core/ports/ledger';
import type { HardEndRecord } from '../../../core/model/hard-end';
import type { FakeStore } from './fake-store';

/** Reads assignment records of a `FakeStore`. */
export class FakeAssignments implements Assignments {
  constructor(private readonly store: FakeStore) {}

  async read(beneficiaryId: string, entitlement: Entitlement): Promise<AssignmentRecord | undefined> {
    return copy(this.store.assignments.get(`assignment#${beneficiaryId}#${entitlementKey(entitlement)}`));
  }

  async of(entitlement: AccountAssignment): Promise<readonly AssignmentRecord[]> {
    const key = entitlementKey(entitlement);
    const records = [...this.store.assignments.values()];
    return copy(records.filter((record) => entitlementKey(record.entitlement) === key));
  }
}

/** Reads open findings of a `FakeStore`. */
export class FakeFindings implements Findings {
  constructor(private readonly store: FakeStore) {}

  async read(findingId: string): Promise<Finding | undefined> {
    return copy(this.store.findings.get(`finding#${findingId}`));
  }

  async of(entitlement: AccountAssignment): Promise<readonly Finding[]> {
    return this.#all().filter(({ id }) => id.startsWith(`${entitlementKey(entitlement)}#`));
  }

  async list(page: PageInput): Promise<Page<Finding>> {
    const after = decodeCursor('findings', page.cursor) ?? '';
    const rest = this.#all().filter(({ id }) => id > after);
    const items = rest.slice(0, page.limit);
    const last = items.at(-1);
    return rest.length > items.length && last
      ? { items, cursor: encodeCursor('findings', last.id) }
      : { items };
  }

  #all(): Finding[] {
    return copy([...this.store.findings.values()].sort((a, b) => (a.id < b.id ? -1 : 1)));
  }
}

/** Reads what is denied in permission sets from a `FakeStore`. */
export class FakeHardEnds implements HardEnds {
  constructor(private readonly store: FakeStore) {}

  async read(permissionSetArn: string): Promise<HardEndRecord | undefined> {
    return copy(this.store.hardEnds.get(`hard-end#${permissionSetArn}`));
  }

  async all(): Promise<readonly HardEndRecord[]> {
    return copy([...this.store.hardEnds.values()]);
  }
}

/** Reads policies of a `FakeStore`. */
export class FakePolicies implements Policies {
  constructor(private readonly store: FakeStore) {}

  async read(kind: PolicyKind, id: string): Promise<PolicyRecord | undefined> {
    return copy(this.store.policies.get(`policy#${kind}#${id}`));
  }

  async current(): Promise<PolicySet> {
    return {
      revision: String(this.store.policyRevision),
      policies: copy([...this.store.policies.values()]),
    };
  }

  async versions(kind: PolicyKind, id: string, page: PageInput): Promise<Page<PolicyRecord>> {
    const list = `versions#${kind}#${id}`;
    const after = decodeCursor(list, page.cursor);
    const rest = this.store.policyVersions
      .filter((policy) => policy.kind === kind && policy.id === id)
      .filter((policy) => after === undefined || policy.version < Number(after))
      .sort((a, b) => b.version - a.version);
    const items = copy(rest.slice(0, page.limit));
    const last = items.at(-1);
    return rest.length > items.length && last
      ? { items, cursor: encodeCursor(list, String(last.version)) }
      : { items };
  }
}
