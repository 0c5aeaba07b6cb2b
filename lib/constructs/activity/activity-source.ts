import { Aws } from 'aws-cdk-lib';
import type { ActivityPlace } from '../../../core/contract/activity-place';
import type { Config } from '../../config/config';
import type { FunctionWith } from '../function-with';
import { trailPlace } from './trail-place';

/** Where the CloudTrail events of leases are found. Right and environment of whoever looks them up come from here. */
export class ActivitySource {
  readonly #place: ActivityPlace;

  constructor(config: Config) {
    this.#place = placeOf(config);
  }

  /** Lets `fn` look up events; sets ACTIVITY_SOURCE. */
  grantQuery(fn: FunctionWith<'ACTIVITY_SOURCE'>): void {
    fn.use('ACTIVITY_SOURCE', JSON.stringify(this.#place));
    switch (this.#place.source) {
      case 'athena':
        // Every right about the trail belongs to one role beside it.
        return fn.allow(['sts:AssumeRole'], [this.#place.roleArn]);
      case 'cloudtrail-lake':
        return fn.allow(
          ['cloudtrail:StartQuery', 'cloudtrail:GetQueryResults'],
          [
            {
              arn: `arn:${Aws.PARTITION}:cloudtrail:${Aws.REGION}:*:eventdatastore/${this.#place.eventDataStoreId}`,
              // One of a whole organization belongs to the management account.
              because: 'Stands for the id of the management account alone; the id of the store is unique.',
            },
          ],
        );
    }
  }
}

function placeOf(config: Config): ActivityPlace {
  const { activity } = config;
  switch (activity.source) {
    case 'athena':
      return trailPlace(config, activity);
    case 'athena-table': {
      const { region = config.region, ...table } = activity;
      return { ...table, region, source: 'athena' };
    }
    case 'cloudtrail-lake':
      return activity;
  }
}
