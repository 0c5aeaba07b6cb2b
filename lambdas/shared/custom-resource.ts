import { z } from 'zod';
import type { StackAnswer } from '../../aws/stack-answer';
import { errorFacts } from './error-facts';
import { logger } from './logger';

/** What is read of CloudFormation's request. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html */
const StackRequest = z.looseObject({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
  ResourceProperties: z.unknown(),
});
type StackRequest = z.infer<typeof StackRequest>;

/** Done, or the reason why not. */
export type StackOutcome = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly reason: string };

/** CloudFormation takes answers of at most 4 kB. */
const LONGEST_REASON = 1_500;

/**
 * The Lambda of a custom resource that makes something so and has nothing to undo: whatever happens, CloudFormation is told, so that no stack
 * waits for a function that has failed. Deleting does nothing.
 */
export function customResource<P extends z.ZodType>(
  properties: P,
  make: (properties: z.output<P>) => Promise<StackOutcome>,
  answer: (address: string, answer: StackAnswer) => Promise<void>,
): (event: unknown) => Promise<void> {
  return async (event) => {
    const request = StackRequest.parse(event);
    const outcome = await outcomeOf(request, properties, make);
    const { RequestType, RequestId, StackId, LogicalResourceId, PhysicalResourceId } = request;
    logger.info('Custom resource', { requestType: RequestType, requestId: RequestId, outcome: outcome.kind });
    await answer(request.ResponseURL, {
      Status: outcome.kind === 'done' ? 'SUCCESS' : 'FAILED',
      ...(outcome.kind === 'failed' && { Reason: outcome.reason.slice(0, LONGEST_REASON) }),
      // One name for ever: with another one CloudFormation would delete the old resource.
      PhysicalResourceId: PhysicalResourceId ?? LogicalResourceId,
      StackId,
      RequestId,
      LogicalResourceId,
    });
  };
}

async function outcomeOf<P extends z.ZodType>(
  { RequestType, ResourceProperties }: StackRequest,
  properties: P,
  make: (properties: z.output<P>) => Promise<StackOutcome>,
): Promise<StackOutcome> {
  if (RequestType === 'Delete') return { kind: 'done' };
  const parsed = properties.safeParse(ResourceProperties);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { kind: 'failed', reason: `Unusable properties: ${wrong.join('; ')}` };
  }
  try {
    return await make(parsed.data);
  } catch (error) {
    logger.error('Custom resource failed', errorFacts(error));
    const { errorName, errorMessage } = errorFacts(error);
    return { kind: 'failed', reason: errorMessage ? `${errorName}: ${errorMessage}` : errorName };
  }
}
