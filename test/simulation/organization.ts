import { IdentityStoreService } from '../../local/aws/identity-center/identity-store-service';
import type { OperationFaults } from '../../local/aws/identity-center/operation-faults';
import { SsoAdminService } from '../../local/aws/identity-center/sso-admin-service';
import type { Assignment } from '../../local/aws/identity-center/state';
import { OrganizationsService } from '../../local/aws/organizations/organizations-service';
import { memorySection } from '../../local/aws/service';
import type { SimTimeline } from './timeline';

/** Names of people, groups, accounts and permission sets, as plans and traces use them. */
export const PEOPLE = ['ada', 'ben', 'cleo', 'dan', 'eve', 'finn', 'hana'] as const;
export const GROUPS = {
  engineers: ['ada', 'ben', 'cleo', 'dan'],
  leads: ['cleo', 'dan', 'eve'],
  support: ['hana'],
  admins: ['finn'],
  auditors: ['eve'],
  responders: ['finn'],
} as const satisfies Record<string, readonly Name[]>;
export const ACCOUNTS = ['payments', 'shop', 'sandbox'] as const;
export const SETS = ['ReadOnly', 'Admin'] as const;

export type Name = (typeof PEOPLE)[number];
export type GroupName = keyof typeof GROUPS;
export type AccountName = (typeof ACCOUNTS)[number];
export type SetName = (typeof SETS)[number];
/** Somebody's access to a permission set in an account, by names. */
export type Triple = { readonly who: Name; readonly account: AccountName; readonly set: SetName };

type Answer = Record<string, unknown>;

/** The organization of every run: two production accounts in a unit, a sandbox, seven people, two permission sets. */
export class SimOrganization {
  readonly organizations: OrganizationsService;
  readonly identityStore: IdentityStoreService;
  readonly ssoAdmin: SsoAdminService;
  readonly ids = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #parents = new Map<string, string>();

  constructor(timeline: SimTimeline, faults: OperationFaults) {
    this.organizations = new OrganizationsService({ section: memorySection(), timeline });
    this.identityStore = new IdentityStoreService({ section: memorySection(), timeline });
    this.ssoAdmin = new SsoAdminService({
      section: memorySection(),
      timeline,
      accounts: this.organizations,
      principals: this.identityStore,
      faults,
    });
  }

  /** Makes everything that is there on the first day. */
  async build(): Promise<void> {
    const root = await this.#roots();
    const units = await this.org('CreateOrganizationalUnit', { ParentId: root, Name: 'Production' });
    this.#name('root', root);
    this.#name('production', String((units.OrganizationalUnit as Answer).Id));
    for (const account of ACCOUNTS) await this.#account(account, root);
    for (const set of SETS) {
      const made = await this.sso('CreatePermissionSet', { Name: set });
      this.#name(set, String((made.PermissionSet as Answer).PermissionSetArn));
    }
    for (const name of PEOPLE) await this.createPerson(name);
    for (const [group, members] of Object.entries(GROUPS)) {
      const { GroupId } = await this.store('CreateGroup', { DisplayName: group });
      this.#name(group, String(GroupId));
      for (const member of members) await this.addMember(group as GroupName, member);
    }
  }

  id(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`There is no ${name}`);
    return id;
  }

  /** The name behind an id, or the id itself. */
  nameOf(id: string): string {
    return this.#names.get(id) ?? id;
  }

  assignmentOf({ who, account, set }: Triple): Assignment {
    return {
      accountId: this.id(account),
      permissionSetArn: this.id(set),
      principalType: 'USER',
      principalId: this.id(who),
    };
  }

  sso(operation: string, input: Answer): Promise<Answer> {
    const { instanceArn: InstanceArn } = this.ssoAdmin.instance;
    return this.ssoAdmin.call({ operation, input: { InstanceArn, ...input } });
  }

  store(operation: string, input: Answer): Promise<Answer> {
    const { identityStoreId: IdentityStoreId } = this.identityStore;
    return this.identityStore.call({ operation, input: { IdentityStoreId, ...input } });
  }

  org(operation: string, input: Answer): Promise<Answer> {
    return this.organizations.call({ operation, input });
  }

  async createPerson(name: Name): Promise<void> {
    const Emails = [{ Value: `${name}@example.com`, Type: 'work', Primary: true }];
    const { UserId } = await this.store('CreateUser', { UserName: name, DisplayName: name, Emails });
    this.#name(name, String(UserId));
  }

  async addMember(group: GroupName, name: Name): Promise<void> {
    const MemberId = { UserId: this.id(name) };
    await this.store('CreateGroupMembership', { GroupId: this.id(group), MemberId });
  }

  async removeMember(group: GroupName, name: Name): Promise<void> {
    const GroupId = this.id(group);
    const MemberId = { UserId: this.id(name) };
    const { MembershipId } = await this.store('GetGroupMembershipId', { GroupId, MemberId });
    await this.store('DeleteGroupMembership', { MembershipId });
  }

  /** Whether the person is there, enabled, and in the group, at this moment. */
  isMember(group: string, userId: string): boolean {
    return this.identityStore.groupsOf(userId).includes(group);
  }

  /** The unit or root that holds an account. */
  parentOf(accountId: string): string | undefined {
    return this.#parents.get(accountId);
  }

  /** Moves an account to another unit or root. */
  async move(accountId: string, from: string, to: string): Promise<void> {
    const input = { AccountId: accountId, SourceParentId: from, DestinationParentId: to };
    await this.org('MoveAccount', input);
    this.#parents.set(accountId, to);
  }

  async #roots(): Promise<string> {
    const { Roots } = await this.org('ListRoots', {});
    return String((Roots as Answer[])[0]?.Id);
  }

  async #account(name: AccountName, root: string): Promise<void> {
    const started = await this.org('CreateAccount', { AccountName: name, Email: `aws-${name}@example.com` });
    const CreateAccountRequestId = (started.CreateAccountStatus as Answer).Id;
    const done = await this.org('DescribeCreateAccountStatus', { CreateAccountRequestId });
    const id = String((done.CreateAccountStatus as Answer).AccountId);
    this.#name(name, id);
    if (name === 'sandbox') return;
    await this.move(id, root, this.id('production'));
  }

  #name(name: string, id: string): void {
    this.ids.set(name, id);
    this.#names.set(id, name);
  }
}
