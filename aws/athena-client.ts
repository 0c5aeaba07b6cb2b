import { AthenaClient } from '@aws-sdk/client-athena';
import { STSClient } from '@aws-sdk/client-sts';
import type { AthenaPlace } from '../core/contract/activity-place';
import { assumedRole } from './assumed-role';
import { settings } from './clients';

/** Athena where the trail is, asked as the role that may. */
export function athenaClient({ region, roleArn }: Pick<AthenaPlace, 'region' | 'roleArn'>): AthenaClient {
  const sts = new STSClient(settings());
  return new AthenaClient({
    ...settings(),
    region,
    credentials: assumedRole(sts, roleArn, 'hourglass-query-activity'),
  });
}
