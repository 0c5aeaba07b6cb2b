import { dynamoClient } from '../../aws/clients';
import { DynamoBuckets } from '../../aws/dynamo-buckets';
import { systemClock } from '../../aws/system-clock';
import { Throttling } from '../../core/usecases/throttling';
import { logTrouble } from './log-trouble';

type ThrottleVariables = {
  readonly REQUESTS_TABLE: string;
  readonly READS_PER_MINUTE: number;
  readonly DEAR_READS_PER_MINUTE: number;
  readonly WRITES_PER_MINUTE: number;
};

/** Counts what each caller sends, by the limits of the installation. */
export function throttlingOf(env: ThrottleVariables): Throttling {
  const buckets = new DynamoBuckets(dynamoClient(), env.REQUESTS_TABLE, systemClock);
  return new Throttling(
    { buckets, clock: systemClock, trouble: logTrouble },
    { read: env.READS_PER_MINUTE, dear: env.DEAR_READS_PER_MINUTE, write: env.WRITES_PER_MINUTE },
  );
}
