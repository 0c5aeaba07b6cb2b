import type { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../../core/contract/tables';
import type { Clock } from '../../core/ports/clock';
import type { Ids } from '../../core/ports/ids';
import type { Workflow } from '../../core/ports/workflow';
import type { CloudTrailRecord } from '../aws/cloudtrail/record';
import type { Assignment } from '../aws/identity-center/state';

/** What the seed writes through, and the few things for which AWS has no API. */
export type SeedContext = {
  readonly clients: {
    readonly organizations: OrganizationsClient;
    readonly identityStore: IdentitystoreClient;
    readonly ssoAdmin: SSOAdminClient;
    readonly dynamo: DynamoDBDocumentClient;
    readonly secrets: SecretsManagerClient;
  };
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly tables: TableNames;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Adds to the event data store. */
  readonly appendEvents: (records: CloudTrailRecord[]) => Promise<void>;
  /** The name of a permission set's role in an account, while it is assigned there. */
  readonly roleNameFor: (accountId: string, permissionSetArn: string) => string | undefined;
  readonly setUserStatus: (userId: string, status: 'ENABLED' | 'DISABLED') => void;
  /** Assigns at once, as the management account can. */
  readonly assignOutside: (assignment: Assignment) => void;
  /**
   * Called when the past is written and before the requests that are live are filed: whoever listens to the audit table from
   * here on sends the emails of the live ones alone. Gets the ids of the groups by name.
   */
  readonly afterHistory?: (groups: Readonly<Record<string, string>>) => Promise<void>;
};

/** The sample organization, and the workflows that have to be started for what is live in it. */
export type SeedResult = {
  readonly managementAccountId: string;
  /** Group name → id. */
  readonly groups: Readonly<Record<string, string>>;
  /** User name → id. */
  readonly people: Readonly<Record<string, string>>;
  /** Account name → id. */
  readonly accounts: Readonly<Record<string, string>>;
  /** Permission set name → ARN. */
  readonly permissionSets: Readonly<Record<string, string>>;
  /** Inputs for the workflow port. */
  readonly toStart: {
    readonly approvals: readonly Parameters<Workflow['startApproval']>[0][];
    readonly leases: readonly Parameters<Workflow['startLease']>[0][];
  };
};

/** The seed's own data contradict themselves or a rule: a bug in the seed. */
export class SeedError extends Error {
  override name = 'SeedError' as const;
}

/** `value`, or a `SeedError` that says what is missing. */
export function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new SeedError(`The seed knows no ${what}.`);
  return value;
}
