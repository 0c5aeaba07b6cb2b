import { dynamoClient } from '../../../aws/clients';
import { DynamoCapacity } from '../../../aws/dynamo-capacity';
import type { Pace } from '../../../aws/paced-sso-admin';
import { systemClock } from '../../../aws/system-clock';
import type { Capacity, Urgency } from '../../../core/ports/capacity';
import { logTrouble } from '../log-trouble';

/** The environment of a function that calls Identity Center's admin API. */
export type CapacityVariables = {
  readonly CAPACITY_TABLE: string;
  readonly CALLS_PER_SECOND: number;
  readonly OUTSTANDING_OPERATIONS: number;
};

/** What all functions together take of Identity Center's quotas. */
export function capacityOf(env: CapacityVariables): Capacity {
  const limits = { callsPerSecond: env.CALLS_PER_SECOND, outstanding: env.OUTSTANDING_OPERATIONS };
  return new DynamoCapacity(dynamoClient(), env.CAPACITY_TABLE, systemClock, limits);
}

/** How the calls of a function wait for their turns. */
export function paceOf(capacity: Capacity, urgency: Urgency): Pace {
  return { capacity, clock: systemClock, trouble: logTrouble, urgency };
}
