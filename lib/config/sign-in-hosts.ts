/** Partitions by the beginning of their Regions' names. */
export type Partition = 'aws' | 'aws-us-gov' | 'aws-cn';

/** The partition of a Region, by its name. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

/**
 * The host of the sign-in pages. In GovCloud Cognito has FIPS endpoints only:
 * https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
 */
export function signInHost(domainPrefix: string, region: string): string {
  const label = partitionOf(region) === 'aws-us-gov' ? 'auth-fips' : 'auth';
  return `${domainPrefix}.${label}.${region}.amazoncognito.com`;
}

/** Where tokens are renewed; the same page. */
export function userPoolEndpoint(region: string): string {
  const label = partitionOf(region) === 'aws-us-gov' ? 'cognito-idp-fips' : 'cognito-idp';
  return `https://${label}.${region}.amazonaws.com/`;
}
