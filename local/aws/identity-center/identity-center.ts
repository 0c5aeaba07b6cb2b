import type { Timeline } from '../../clock';
import { readSection } from '../section';
import { type Section, ServiceError } from '../service';
import { IdSource } from '../support/ids';
import { SavedState } from '../support/saved-state';
import type { TagMap } from '../support/tags';
import { Assignments } from './assignments';
import { AsyncOperations } from './async-operations';
import { type Instance, DEFAULT_INSTANCE, type InstanceSettings, settingsOf } from './instance';
import { noFaults, type OperationFaults } from './operation-faults';
import { PermissionSets } from './permission-sets';
import { type Assignment, type AsyncOperation, emptyState, identityCenterState } from './state';
import type { Accounts, Principals } from './surroundings';

/** An assignment that appeared or disappeared. */
export type AssignmentChange = { readonly kind: 'created' | 'deleted'; readonly assignment: Assignment };

/** What Identity Center is made of. */
export type IdentityCenterOptions = {
  readonly section: Section;
  readonly timeline: Timeline;
  readonly accounts: Accounts;
  readonly principals: Principals;
  readonly faults?: OperationFaults;
  readonly instance?: Instance;
  /** What may change about the instance. @default active, in its own Region */
  readonly instanceSettings?: () => InstanceSettings;
  /** Virtual milliseconds that an asynchronous operation takes. @default 1500 */
  readonly operationMilliseconds?: number;
};

/** What Identity Center holds and how it changes; the calls of its API are written over this. */
export class IdentityCenter {
  readonly timeline: Timeline;
  readonly accounts: Accounts;
  readonly principals: Principals;
  readonly instance: Instance;
  readonly ids: IdSource;
  readonly permissionSets: PermissionSets;
  readonly assignments: Assignments;
  readonly operations: AsyncOperations;
  readonly #saved: SavedState;
  readonly #listeners = new Set<(change: AssignmentChange) => void>();
  readonly #instanceSettings: () => InstanceSettings;
  #instanceTags: TagMap;

  constructor(options: IdentityCenterOptions) {
    const state = readSection(options.section, identityCenterState, 'IAM Identity Center', emptyState);
    this.timeline = options.timeline;
    this.accounts = options.accounts;
    this.principals = options.principals;
    this.instance = options.instance ?? DEFAULT_INSTANCE;
    this.#instanceSettings = options.instanceSettings ?? (() => settingsOf(this.instance));
    this.ids = new IdSource('sso-admin', state.ids);
    this.permissionSets = new PermissionSets(state.permissionSets);
    this.assignments = new Assignments(state.roles);
    this.#instanceTags = state.instanceTags;
    this.#saved = new SavedState(options.section, () => this.#snapshot());
    this.operations = new AsyncOperations(state.operations, {
      timeline: options.timeline,
      faults: options.faults ?? noFaults,
      ids: this.ids,
      milliseconds: options.operationMilliseconds ?? 1_500,
      perform: (operation) => this.#perform(operation),
      changed: () => this.changed(),
    });
  }

  get instanceSettings(): InstanceSettings {
    return this.#instanceSettings();
  }

  get instanceTags(): TagMap {
    return this.#instanceTags;
  }

  set instanceTags(tags: TagMap) {
    this.#instanceTags = tags;
  }

  /** Says that something changed and must be kept. */
  changed(): void {
    this.#saved.changed();
  }

  flush(): void {
    this.#saved.flush();
  }

  onAssignmentChange(listener: (change: AssignmentChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Makes the assignment exist. */
  assign(assignment: Assignment): void {
    const isNew = !this.assignments.has(assignment);
    const { revision } = this.permissionSets.get(assignment.permissionSetArn);
    this.assignments.add(assignment, revision, () => this.ids.hex(16));
    this.changed();
    if (isNew) this.#tell({ kind: 'created', assignment });
  }

  /** Makes the assignment not exist. */
  unassign(assignment: Assignment): void {
    if (!this.assignments.has(assignment)) return;
    this.assignments.remove(assignment);
    this.changed();
    this.#tell({ kind: 'deleted', assignment });
  }

  requireAccount(accountId: string): void {
    if (this.accounts.accountState(accountId) !== undefined) return;
    throw new ServiceError('ResourceNotFoundException', `Could not find Account with id ${accountId}`);
  }

  requirePrincipal({ principalType, principalId }: Pick<Assignment, 'principalType' | 'principalId'>): void {
    if (this.principals.hasPrincipal(principalType, principalId)) return;
    throw new ServiceError(
      'ResourceNotFoundException',
      `Could not find ${principalType} with id ${principalId}`,
    );
  }

  /**
   * Refuses what a delegated administrator may not do to a permission set that is provisioned in the management account:
   * https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html
   */
  requireManageable(permissionSetArn: string): void {
    const { managementAccountId } = this.accounts;
    if (!this.assignments.role(managementAccountId, permissionSetArn)) return;
    throw new ServiceError(
      'AccessDeniedException',
      `The permission set ${permissionSetArn} is provisioned in the management account and cannot be managed by a delegated administrator.`,
    );
  }

  /** Does the work of an operation whose time has come; the reason if it cannot. */
  #perform(operation: AsyncOperation): string | undefined {
    if (operation.name === 'ProvisionPermissionSet') return this.#provision(operation.subject);
    const { accountId, principalId, principalType } = operation.subject;
    if (this.accounts.accountState(accountId) !== 'ACTIVE') {
      return `AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '${accountId}' is taking longer than usual. Please try again later.`;
    }
    if (!this.principals.hasPrincipal(principalType, principalId)) {
      return `Received a 404 status error: the ${principalType} assignee ${principalId} was not found in directory ${this.instance.identityStoreId}.`;
    }
    if (operation.name === 'CreateAccountAssignment') this.assign(operation.subject);
    else this.unassign(operation.subject);
    return undefined;
  }

  #provision(subject: { permissionSetArn: string; accountIds: string[] }): undefined {
    const { revision } = this.permissionSets.get(subject.permissionSetArn);
    for (const accountId of subject.accountIds) {
      const role = this.assignments.role(accountId, subject.permissionSetArn);
      if (role) role.revision = revision;
    }
  }

  #tell(change: AssignmentChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #snapshot() {
    return {
      ids: this.ids.count,
      instanceTags: this.#instanceTags,
      permissionSets: this.permissionSets.all(),
      roles: this.assignments.saved(),
      operations: this.operations.all(),
    };
  }
}
