import { sessionEvents, type SessionStory } from './aws/cloudtrail/activity-writer';
import type { CloudTrailStore } from './aws/cloudtrail/events';
import type { IdentityStoreService } from './aws/identity-center/identity-store-service';
import type { User } from './aws/identity-center/identity-store/state';
import type { SsoAdminService } from './aws/identity-center/sso-admin-service';
import type { OrganizationsService } from './aws/organizations/organizations-service';
import type { Timeline } from './clock';
import { ACCOUNT_ID, REGION } from './places';
import type { PortalDirectory, PortalPerson, Tile } from './sign-in/portal-directory';

/** What the portal looks into. */
export type DirectoryServices = {
  readonly identityStore: Pick<IdentityStoreService, 'identityStoreId' | 'users' | 'groupsOf' | 'groupName'>;
  readonly ssoAdmin: Pick<SsoAdminService, 'assignments' | 'permissionSet' | 'roleNameFor'>;
  readonly organizations: Pick<OrganizationsService, 'accountName'>;
  readonly cloudTrailStore: Pick<CloudTrailStore, 'append'>;
  readonly timeline: Pick<Timeline, 'now'>;
  /**
   * From 0 up to 1, for what people do in their sessions.
   * @default Math.random
   */
  readonly random?: () => number;
};

/** Somebody wants to use access that they do not hold (any more). */
export class NotHeldError extends Error {
  override name = 'NotHeldError' as const;
}

/** The portal's view of the emulated Identity Center: read anew at every look. */
export class EmulatedPortalDirectory implements PortalDirectory {
  constructor(private readonly services: DirectoryServices) {}

  async people(): Promise<PortalPerson[]> {
    return this.services.identityStore.users().map((user) => this.#person(user));
  }

  async tiles(userId: string): Promise<Tile[]> {
    const { identityStore, ssoAdmin } = this.services;
    const principals = new Set([userId, ...identityStore.groupsOf(userId)]);
    const tiles = new Map<string, Tile>();
    for (const { principalId, accountId, permissionSetArn } of ssoAdmin.assignments())
      if (principals.has(principalId))
        tiles.set(`${accountId}/${permissionSetArn}`, this.#tile(accountId, permissionSetArn));
    return [...tiles.values()].toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'));
  }

  /** Throws `NotHeldError` when the person does not hold the tile. */
  async useTile(userId: string, tile: Tile, story: SessionStory): Promise<void> {
    const { identityStore, ssoAdmin, cloudTrailStore, timeline, random = Math.random } = this.services;
    const person = (await this.people()).find((one) => one.userId === userId);
    const held = (await this.tiles(userId)).some((one) => sameTile(one, tile));
    const roleName = ssoAdmin.roleNameFor(tile.accountId, tile.permissionSetArn);
    if (!person || !held || roleName === undefined)
      throw new NotHeldError(`${tile.permissionSetName} in ${tile.accountName} is not held (any more).`);
    await cloudTrailStore.append(
      sessionEvents({
        person,
        identityStoreArn: `arn:aws:identitystore::${ACCOUNT_ID}:identitystore/${identityStore.identityStoreId}`,
        account: { id: tile.accountId },
        roleName,
        region: REGION,
        startedAt: timeline.now(),
        story,
        random,
      }),
    );
  }

  #person({ id, attributes, status }: User): PortalPerson {
    const { identityStore } = this.services;
    const groups = identityStore.groupsOf(id).flatMap((groupId) => identityStore.groupName(groupId) ?? []);
    return {
      userId: id,
      userName: attributes.UserName,
      displayName: attributes.DisplayName ?? attributes.UserName,
      email: attributes.Emails?.[0]?.Value ?? '',
      groups: groups.toSorted(),
      enabled: status === 'ENABLED',
    };
  }

  #tile(accountId: string, permissionSetArn: string): Tile {
    const { organizations, ssoAdmin } = this.services;
    const set = ssoAdmin.permissionSet(permissionSetArn);
    return {
      accountId,
      accountName: organizations.accountName(accountId) ?? accountId,
      permissionSetArn,
      permissionSetName: set?.name ?? permissionSetArn,
      ...(set?.description !== undefined && { description: set.description }),
    };
  }
}

const nameOf = ({ accountName, permissionSetName }: Tile) => `${accountName} ${permissionSetName}`;

const sameTile = (a: Tile, b: Tile) =>
  a.accountId === b.accountId && a.permissionSetArn === b.permissionSetArn;
