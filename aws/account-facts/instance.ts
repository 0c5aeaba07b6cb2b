import {
  DescribeInstanceCommand,
  DescribePermissionSetCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  ResourceNotFoundException,
  type SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { allPages, bounded } from '../paged';
import { given } from '../unexpected-answer-error';

/** An instance of Identity Center as it describes itself. */
export type InstanceFacts = {
  readonly arn: string;
  readonly identityStoreId: string;
  readonly status: string;
  readonly statusReason?: string;
  /** Absent where AWS does not tell it. */
  readonly primaryRegion?: string;
  /** Absent where AWS does not tell it: instances that are older than the switch have them. */
  readonly permissionSetsEnabled?: boolean;
  /** The customer managed key with which it is encrypted; absent: the key that AWS owns. */
  readonly kmsKeyArn?: string;
};

const AT_ONCE = 4;

/** `undefined` when there is no such instance in this Region. */
export async function readInstance(client: SSOAdminClient, arn: string): Promise<InstanceFacts | undefined> {
  try {
    const found = await client.send(new DescribeInstanceCommand({ InstanceArn: arn }));
    const { KeyType, KmsKeyArn } = found.EncryptionConfigurationDetails ?? {};
    return {
      arn,
      identityStoreId: given(found.IdentityStoreId, 'IdentityStoreId'),
      status: given(found.Status, 'Status of the instance'),
      ...(found.StatusReason && { statusReason: found.StatusReason }),
      ...(found.PrimaryRegion && { primaryRegion: found.PrimaryRegion }),
      ...(found.PermissionSetsEnabled !== undefined && {
        permissionSetsEnabled: found.PermissionSetsEnabled,
      }),
      ...(KeyType === 'CUSTOMER_MANAGED_KEY' && { kmsKeyArn: given(KmsKeyArn, 'KmsKeyArn') }),
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** A permission set that has a role in an account. */
export type ProvisionedSet = { readonly arn: string; readonly name: string };

/** The permission sets that have a role in an account, by name. */
export async function readProvisionedSets(
  client: SSOAdminClient,
  InstanceArn: string,
  AccountId: string,
): Promise<ProvisionedSet[]> {
  const arns = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListPermissionSetsProvisionedToAccountCommand({
        InstanceArn,
        AccountId,
        MaxResults: 100,
        NextToken,
      }),
    );
    return { items: page.PermissionSets, next: page.NextToken };
  });
  const sets = await bounded(arns, AT_ONCE, async (PermissionSetArn) => {
    const answer = await client.send(new DescribePermissionSetCommand({ InstanceArn, PermissionSetArn }));
    return { arn: PermissionSetArn, name: answer.PermissionSet?.Name ?? PermissionSetArn };
  });
  return sets.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}
