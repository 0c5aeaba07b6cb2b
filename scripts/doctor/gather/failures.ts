import { sqsClient } from '../../../aws/clients';
import { SqsFailures } from '../../../aws/sqs-failures';
import { failureQueues, queueNameOf } from '../../../core/contract/failure-queues';
import type { Config } from '../../../lib/config/config';
import type { Facts } from '../facts';
import { after, type Look, look } from '../look';
import type { DeployedPart } from '../stacks';

/** How much stands in each queue of failures. */
export function lookAtFailures(
  { stage }: Config,
  parts: Look<readonly DeployedPart[]>,
): Promise<Facts['failures']> {
  const queues = new SqsFailures(sqsClient());
  return after(parts, () =>
    look('sqs:GetQueueUrl', () =>
      Promise.all(
        failureQueues.map(async (name) => ({ name, count: await queues.count(queueNameOf(stage, name)) })),
      ),
    ),
  );
}
