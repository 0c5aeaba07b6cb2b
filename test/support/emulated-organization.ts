import type {
  CreateAccountResponse,
  DescribeCreateAccountStatusResponse,
} from '@aws-sdk/client-organizations';
import type {
  CreateAccountAssignmentResponse,
  CreatePermissionSetResponse,
  DeleteAccountAssignmentResponse,
  ListAccountAssignmentsResponse,
} from '@aws-sdk/client-sso-admin';
import { IdentityStoreService } from '../../local/aws/identity-center/identity-store-service';
import type { OperationFaults } from '../../local/aws/identity-center/operation-faults';
import { SsoAdminService } from '../../local/aws/identity-center/sso-admin-service';
import { OrganizationsService } from '../../local/aws/organizations/organizations-service';
import { memorySection, type Section } from '../../local/aws/service';
import { VirtualClock } from '../../local/clock';
import { call } from './emulated-call';

type Sections = { organizations: Section; identityStore: Section; ssoAdmin: Section };
type Assigned = { accountId: string; permissionSetArn: string; principalId: string; principalType?: string };

/** The three services over one clock that stands still, and shorthands for what tests do with them. */
export class EmulatedOrganization {
  readonly sections: Sections;
  readonly clock: VirtualClock;
  readonly organizations: OrganizationsService;
  readonly identityStore: IdentityStoreService;
  readonly ssoAdmin: SsoAdminService;

  constructor(
    options: { sections?: Sections; now?: number; faults?: OperationFaults; callsPerSecond?: number } = {},
  ) {
    this.sections = options.sections ?? {
      organizations: memorySection(),
      identityStore: memorySection(),
      ssoAdmin: memorySection(),
    };
    const timeline = new VirtualClock({ ticking: false, now: options.now ?? Date.UTC(2026, 10, 21) });
    this.clock = timeline;
    this.organizations = new OrganizationsService({ section: this.sections.organizations, timeline });
    this.identityStore = new IdentityStoreService({ section: this.sections.identityStore, timeline });
    this.ssoAdmin = new SsoAdminService({
      section: this.sections.ssoAdmin,
      timeline,
      accounts: this.organizations,
      principals: this.identityStore,
      ...(options.faults ? { faults: options.faults } : {}),
      ...(options.callsPerSecond ? { callsPerSecond: options.callsPerSecond } : {}),
    });
  }

  /** The same organization after a restart of the process, `later` milliseconds later. */
  restarted(later = 0): EmulatedOrganization {
    this.organizations.flush();
    this.identityStore.flush();
    this.ssoAdmin.flush();
    return new EmulatedOrganization({ sections: this.sections, now: this.clock.now() + later });
  }

  get InstanceArn(): string {
    return this.ssoAdmin.instance.instanceArn;
  }

  get IdentityStoreId(): string {
    return this.identityStore.identityStoreId;
  }

  /** Calls sso-admin for this instance. */
  sso<Output>(operation: string, input: Record<string, unknown> = {}): Promise<Output> {
    return call<Output>(this.ssoAdmin, operation, { InstanceArn: this.InstanceArn, ...input });
  }

  /** Calls identitystore for this store. */
  store<Output>(operation: string, input: Record<string, unknown> = {}): Promise<Output> {
    return call<Output>(this.identityStore, operation, { IdentityStoreId: this.IdentityStoreId, ...input });
  }

  async account(name: string): Promise<string> {
    const asked = await call<CreateAccountResponse>(this.organizations, 'CreateAccount', {
      AccountName: name,
      Email: `${name}@example.com`,
    });
    const CreateAccountRequestId = asked.CreateAccountStatus?.Id;
    const done = await call<DescribeCreateAccountStatusResponse>(
      this.organizations,
      'DescribeCreateAccountStatus',
      { CreateAccountRequestId },
    );
    return done.CreateAccountStatus!.AccountId!;
  }

  async permissionSet(name: string): Promise<string> {
    const created = await this.sso<CreatePermissionSetResponse>('CreatePermissionSet', { Name: name });
    return created.PermissionSet!.PermissionSetArn!;
  }

  async user(name: string): Promise<string> {
    const created = await this.store<{ UserId: string }>('CreateUser', {
      UserName: name,
      DisplayName: name,
      Emails: [{ Value: `${name}@example.com`, Type: 'work', Primary: true }],
    });
    return created.UserId;
  }

  async group(name: string): Promise<string> {
    return (await this.store<{ GroupId: string }>('CreateGroup', { DisplayName: name })).GroupId;
  }

  async createAssignment(assigned: Assigned) {
    const answer = await this.sso<CreateAccountAssignmentResponse>('CreateAccountAssignment', wire(assigned));
    return answer.AccountAssignmentCreationStatus!;
  }

  async deleteAssignment(assigned: Assigned) {
    const answer = await this.sso<DeleteAccountAssignmentResponse>('DeleteAccountAssignment', wire(assigned));
    return answer.AccountAssignmentDeletionStatus!;
  }

  /** The ids of those to whom the permission set is assigned in the account. */
  async holders(accountId: string, permissionSetArn: string): Promise<(string | undefined)[]> {
    const { AccountAssignments = [] } = await this.sso<ListAccountAssignmentsResponse>(
      'ListAccountAssignments',
      { AccountId: accountId, PermissionSetArn: permissionSetArn },
    );
    return AccountAssignments.map(({ PrincipalId }) => PrincipalId);
  }
}

function wire({ accountId, permissionSetArn, principalId, principalType = 'USER' }: Assigned) {
  return {
    TargetId: accountId,
    TargetType: 'AWS_ACCOUNT',
    PermissionSetArn: permissionSetArn,
    PrincipalType: principalType,
    PrincipalId: principalId,
  };
}
