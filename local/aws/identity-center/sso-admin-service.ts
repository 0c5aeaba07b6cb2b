import * as ssoAdmin from '@aws-sdk/client-sso-admin';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { dispatch, type Operations } from '../support/operation';
import { CallRate } from './call-rate';
import { type AssignmentChange, IdentityCenter, type IdentityCenterOptions } from './identity-center';
import { type Instance, instanceArn } from './instance';
import type { Assignment, PermissionSet } from './state';
import { accountAssignment } from './verbs/account-assignment';
import { inlinePolicy } from './verbs/inline-policy';
import { listAccountAssignments } from './verbs/list-account-assignments';
import { instances } from './verbs/instances';
import { assignmentStatus } from './verbs/operation-status';
import { permissionSet } from './verbs/permission-set';
import { provisioning } from './verbs/provisioning';
import { tags } from './verbs/tags';

/** The sso-admin API as a delegated administrator sees it, and what the laptop may look at and change behind it. */
export class SsoAdminService implements EmulatedService {
  readonly name = 'sso_admin';
  readonly protocol = 'json';
  readonly target = 'SWBExternalService';
  readonly model = ssoAdmin;
  /** The limit that all calls share; `rate.limit` may be set at any time. */
  readonly rate: CallRate;
  readonly #center: IdentityCenter;
  readonly #operations: Operations;

  constructor(options: IdentityCenterOptions & { callsPerSecond?: number }) {
    const center = new IdentityCenter(options);
    this.#center = center;
    this.rate = new CallRate(options.callsPerSecond);
    this.#operations = {
      ...instances(center),
      ...permissionSet(center),
      ...inlinePolicy(center),
      ...provisioning(center),
      ...tags(center),
      ...accountAssignment(center),
      ...assignmentStatus(center),
      ...listAccountAssignments(center),
    };
  }

  get instance(): Instance {
    return this.#center.instance;
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    this.rate.take(this.#center.timeline.now());
    this.#requireInstance(call.input.InstanceArn);
    return dispatch(this.#operations, call);
  }

  /** Every assignment that Identity Center holds now. */
  assignments(): Assignment[] {
    return this.#center.assignments.all();
  }

  /** Assignments that are being created or deleted. */
  changing(): Assignment[] {
    return this.#center.operations
      .running()
      .flatMap((one) => (one.name === 'ProvisionPermissionSet' ? [] : [one.subject]));
  }

  /** How many assignment operations are under way. */
  outstanding(): number {
    return this.changing().length;
  }

  /** Calls `listener` whenever an assignment has appeared or disappeared; returns a function that ends this. */
  onAssignmentChange(listener: (change: AssignmentChange) => void): () => void {
    return this.#center.onAssignmentChange(listener);
  }

  /** The name of the role that the permission set has in the account, while it is assigned there. */
  roleNameFor(accountId: string, permissionSetArn: string): string | undefined {
    const role = this.#center.assignments.role(accountId, permissionSetArn);
    if (!role) return undefined;
    return `AWSReservedSSO_${this.#center.permissionSets.get(permissionSetArn).name}_${role.suffix}`;
  }

  /** The permission set; undefined when there is none (any more). */
  permissionSet(arn: string): PermissionSet | undefined {
    return this.#center.permissionSets.all().find((one) => one.arn === arn);
  }

  /** Assigns at once, as somebody could from the management account's console. */
  createOutside(assignment: Assignment): void {
    const { accountId, permissionSetArn, principalType, principalId } = assignment;
    this.#center.requireAccount(accountId);
    this.#center.requirePrincipal(assignment);
    this.#center.assign({ accountId, permissionSetArn, principalType, principalId });
  }

  /** Removes an assignment at once, as somebody could from the management account's console. */
  deleteOutside(assignment: Assignment): void {
    this.#center.unassign(assignment);
  }

  /** Writes the state now. */
  flush(): void {
    this.#center.flush();
  }

  #requireInstance(arn: unknown): void {
    // A malformed ARN is left to the operation, which knows whether it takes one.
    if (!instanceArn.safeParse(arn).success || arn === this.instance.instanceArn) return;
    throw new ServiceError('ResourceNotFoundException', `Could not find SSO Instance with id ${String(arn)}`);
  }
}
