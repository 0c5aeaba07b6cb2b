import { Aws } from 'aws-cdk-lib';
import type { Config } from '../config/config';
import type { FunctionWith } from './function-with';

/**
 * An event data store of CloudTrail Lake that exists already. One of a whole organization belongs to the management account, which
 * nobody has to name: the id is unique.
 */
export class EventDataStore {
  readonly #id: string;

  constructor({ eventDataStoreId }: Config['activity']) {
    this.#id = eventDataStoreId;
  }

  /** Lets `fn` query events; sets EVENT_DATA_STORE_ID. */
  grantQuery(fn: FunctionWith<'EVENT_DATA_STORE_ID'>): void {
    fn.use('EVENT_DATA_STORE_ID', this.#id);
    fn.allow(
      ['cloudtrail:StartQuery', 'cloudtrail:GetQueryResults'],
      [
        {
          arn: `arn:${Aws.PARTITION}:cloudtrail:${Aws.REGION}:*:eventdatastore/${this.#id}`,
          because: 'Stands for the id of the management account alone; the id of the store is unique.',
        },
      ],
    );
  }
}
