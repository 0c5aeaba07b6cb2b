import { cloudTrailClient, dynamoClient } from '../../../aws/clients';
import { CloudTrailLakeActivity } from '../../../aws/cloudtrail-lake-activity';
import { DynamoActivityQueries } from '../../../aws/dynamo-activity-queries';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** CloudTrail events, and which query answered which lease. */
export function activityPorts(
  env: TableVariables & { readonly EVENT_DATA_STORE_ID: string },
): Pick<Ports, 'activity' | 'activityQueries'> {
  return {
    activity: new CloudTrailLakeActivity(cloudTrailClient(), env.EVENT_DATA_STORE_ID),
    activityQueries: new DynamoActivityQueries(dynamoClient(), tablesOf(env)),
  };
}
