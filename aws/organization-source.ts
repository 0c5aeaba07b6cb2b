import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { DescribeOrganizationCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import type { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import type { DirectorySnapshot } from '../core/model/directory';
import type { DirectorySource } from '../core/ports/directory';
import { readGroups, readMembers, readPeople } from './source/identity-store';
import { readTree } from './source/organization-tree';
import { readPermissionSets } from './source/permission-sets';
import { given } from './unexpected-answer-error';

/** The instance of Identity Center. */
export type IdentityCenterInstance = { readonly instanceArn: string; readonly identityStoreId: string };

/** Clients of the three services that the directory is read from. */
export type SourceClients = {
  readonly organizations: OrganizationsClient;
  readonly ssoAdmin: SSOAdminClient;
  readonly identityStore: IdentitystoreClient;
};

/** Reads accounts and units from Organizations, permission sets, groups and people from Identity Center. */
export class OrganizationSource implements DirectorySource {
  constructor(
    private readonly clients: SourceClients,
    private readonly instance: IdentityCenterInstance,
  ) {}

  async load(): Promise<Omit<DirectorySnapshot, 'revision' | 'takenAt'>> {
    const { organizations, ssoAdmin, identityStore } = this.clients;
    const { instanceArn, identityStoreId } = this.instance;
    const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
    const managementAccountId = given(Organization?.MasterAccountId, 'MasterAccountId');
    // Side by side: each service has a rate of its own.
    const [tree, permissionSets, people] = await Promise.all([
      readTree(organizations),
      readPermissionSets(ssoAdmin, instanceArn, managementAccountId),
      this.#people(identityStore, identityStoreId),
    ]);
    return {
      managementAccountId,
      organizationalUnits: sorted(tree.units, ({ id }) => id),
      accounts: sorted(tree.accounts, ({ id }) => id),
      permissionSets: sorted(permissionSets, ({ arn }) => arn),
      ...people,
    };
  }

  async #people(client: IdentitystoreClient, storeId: string) {
    const people = await readPeople(client, storeId);
    const groups = await readGroups(client, storeId);
    const members = await readMembers(client, storeId, groups);
    const byGroup = Object.entries(members).map(([id, users]) => [id, users.toSorted()] as const);
    return {
      people: sorted(people, ({ userId }) => userId),
      groups: sorted(groups, ({ id }) => id),
      members: Object.fromEntries(sorted(byGroup, ([id]) => id)),
    };
  }
}

/** In an order of its own, so that the same content always gives the same revision. */
function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
