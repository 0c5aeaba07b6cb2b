import type * as Athena from '../aws/athena/athena-service';
import type * as Lake from '../aws/cloudtrail/cloudtrail-service';
import type { CloudTrailStore } from '../aws/cloudtrail/events';
import type { Faults } from '../aws/faults';
import type { EmulatedService, LazyService } from '../aws/service';
import type { VirtualClock } from '../clock';
import { ACCOUNT_ID, ATHENA, EVENT_DATA_STORE_ID, REGION } from '../places';

type Options = {
  readonly store: CloudTrailStore;
  readonly clock: VirtualClock;
  readonly faults: Faults;
};

/**
 * What activity is looked up with: Athena and CloudTrail Lake. Loaded when somebody looks; by `require`, of which nobody knows the type,
 * because an `import()` of sources is not understood by the loader that `npm start` runs with.
 */
export function activityServices({ store, clock: timeline, faults }: Options): LazyService[] {
  const place = { region: REGION, accountId: ACCOUNT_ID };
  return [
    {
      name: 'athena',
      protocol: 'json',
      target: 'AmazonAthena',
      load: once(() => {
        const { AthenaService }: typeof Athena = require('../aws/athena/athena-service');
        const { workGroup, database, accountColumn: injectedColumn } = ATHENA;
        return new AthenaService({ store, timeline, workGroup, database, injectedColumn, faults });
      }),
    },
    {
      name: 'cloudtrail',
      protocol: 'json',
      target: 'CloudTrail_20131101',
      load: once(() => {
        const { CloudTrailService }: typeof Lake = require('../aws/cloudtrail/cloudtrail-service');
        return new CloudTrailService({ store, timeline, eventDataStoreId: EVENT_DATA_STORE_ID, ...place });
      }),
    },
  ];
}

function once(load: () => EmulatedService): () => Promise<EmulatedService> {
  let loaded: EmulatedService | undefined;
  return () => Promise.resolve((loaded ??= load()));
}
