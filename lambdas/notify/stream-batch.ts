import { z } from 'zod';
import { auditEventOf } from '../../aws/audit-stream';
import type { ChainedEvent } from '../../core/model/audit-event';
import { errorFacts } from '../shared/error-facts';
import { logger } from '../shared/logger';

/** What is read of a batch of the audit table's change stream. */
const Batch = z.object({
  Records: z.array(
    z.object({
      eventName: z.string().optional(),
      dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.unknown().optional() }),
    }),
  ),
});

export type BatchAnswer = { readonly batchItemFailures: readonly { readonly itemIdentifier: string }[] };

/**
 * Handles the events of a batch in their order and reports the first that failed, so that it and what follows come again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export async function eachEvent(
  input: unknown,
  run: (event: ChainedEvent) => Promise<unknown>,
): Promise<BatchAnswer> {
  for (const { eventName, dynamodb } of Batch.parse(input).Records) {
    if (eventName !== undefined && eventName !== 'INSERT') continue;
    try {
      await run(auditEventOf(dynamodb.NewImage));
    } catch (error) {
      logger.error('Notices not sent', { sequenceNumber: dynamodb.SequenceNumber, ...errorFacts(error) });
      return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
