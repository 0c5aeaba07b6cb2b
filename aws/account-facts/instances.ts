import { ListInstancesCommand, type SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { allPages } from '../paged';
import { given } from '../unexpected-answer-error';

/** An instance of Identity Center that the caller can see in the Region. */
export type InstanceFound = {
  /** The end of its ARN. */
  readonly id: string;
  readonly identityStoreId: string;
  readonly name?: string;
  /** The Region that it was made in, where AWS tells it. */
  readonly primaryRegion?: string;
};

/** The instances in the Region of the client; a delegated administrator sees that of its organization. */
export async function readInstances(client: SSOAdminClient): Promise<InstanceFound[]> {
  const instances = await allPages(async (NextToken) => {
    const page = await client.send(new ListInstancesCommand({ NextToken }));
    return { items: page.Instances, next: page.NextToken };
  });
  return instances.map(({ InstanceArn, IdentityStoreId, Name, PrimaryRegion }) => ({
    id: given(InstanceArn, 'InstanceArn').replace(/^.*\//, ''),
    identityStoreId: given(IdentityStoreId, 'IdentityStoreId'),
    ...(Name && { name: Name }),
    ...(PrimaryRegion && { primaryRegion: PrimaryRegion }),
  }));
}
