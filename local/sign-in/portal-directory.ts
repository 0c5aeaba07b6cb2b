import type { SessionStory } from '../aws/cloudtrail/activity-writer';

/** A person who may sign in at the portal. */
export type PortalPerson = {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly email: string;
  /** Names of the groups that the person is a member of. */
  readonly groups: readonly string[];
  /** A disabled person is listed, but cannot sign in. */
  readonly enabled: boolean;
};

/** One permission set that a person holds in one account right now. */
export type Tile = {
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSetArn: string;
  readonly permissionSetName: string;
  readonly description?: string;
};

/** What the portal needs to know of Identity Center. */
export interface PortalDirectory {
  people(): Promise<PortalPerson[]>;
  tiles(userId: string): Promise<Tile[]>;
  /** The person opens the tile and works in the account: writes the CloudTrail events of it. */
  useTile(userId: string, tile: Tile, story: SessionStory): Promise<void>;
}
