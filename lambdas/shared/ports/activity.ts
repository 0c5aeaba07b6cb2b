import { AthenaActivity } from '../../../aws/athena-activity';
import { athenaClient } from '../../../aws/athena-client';
import { cloudTrailClient, dynamoClient } from '../../../aws/clients';
import { CloudTrailLakeActivity } from '../../../aws/cloudtrail-lake-activity';
import { DynamoActivityQueries } from '../../../aws/dynamo-activity-queries';
import type { ActivityPlace } from '../../../core/contract/activity-place';
import type { Activity } from '../../../core/ports/activity';
import type { Ports } from '../../../core/usecases/deps';
import { type TableVariables, tablesOf } from './tables';

/** CloudTrail events, and which query answered which lease. */
export function activityPorts(
  env: TableVariables & { readonly ACTIVITY_SOURCE: ActivityPlace },
): Pick<Ports, 'activity' | 'activityQueries'> {
  return {
    activity: activityAt(env.ACTIVITY_SOURCE),
    activityQueries: new DynamoActivityQueries(dynamoClient(), tablesOf(env)),
  };
}

function activityAt(place: ActivityPlace): Activity {
  switch (place.source) {
    case 'athena':
      return new AthenaActivity(athenaClient(place), place);
    case 'cloudtrail-lake':
      return new CloudTrailLakeActivity(cloudTrailClient(), place.eventDataStoreId);
  }
}
