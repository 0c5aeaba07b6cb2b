import { z } from 'zod';
import type { FailureMessage } from '../../aws/sqs-failures';
import { type EpochMs, MINUTE } from '../../core/model/instant';

/** What a message of a queue of failures is about. Nothing of it names a person. */
export type Failure =
  | {
      readonly kind: 'news';
      readonly table: string;
      readonly from: EpochMs;
      readonly to: EpochMs;
      readonly places: number;
    }
  | { readonly kind: 'run'; readonly function: string; readonly payload: unknown; readonly error: string }
  | {
      readonly kind: 'workflow';
      readonly workflow: string;
      readonly execution: string;
      readonly status: string;
    }
  | { readonly kind: 'unknown' };

const Arrival = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html */
const News = z
  .looseObject({
    DDBStreamBatchInfo: z.looseObject({
      approximateArrivalOfFirstRecord: Arrival,
      approximateArrivalOfLastRecord: Arrival,
      batchSize: z.int(),
      streamArn: z.string().regex(/:table\/[\w.-]+\/stream\//),
    }),
  })
  .transform(
    ({ DDBStreamBatchInfo: info }): Failure => ({
      kind: 'news',
      table: /:table\/([\w.-]+)\//.exec(info.streamArn)?.[1] ?? '',
      // An event carries the time at which it was decided on, which may be a little before it was written.
      from: info.approximateArrivalOfFirstRecord - 5 * MINUTE,
      to: info.approximateArrivalOfLastRecord + MINUTE,
      places: info.batchSize,
    }),
  );

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const Run = z
  .looseObject({
    requestContext: z.looseObject({ functionArn: z.string(), condition: z.string() }),
    requestPayload: z.unknown(),
    responsePayload: z.looseObject({ errorType: z.string().optional() }).nullish(),
  })
  .transform(
    ({ requestContext, requestPayload, responsePayload }): Failure => ({
      kind: 'run',
      function: functionOf(requestContext.functionArn),
      payload: requestPayload ?? {},
      error: responsePayload?.errorType ?? requestContext.condition,
    }),
  );

/** What `lib/constructs/failed-workflows.ts` writes. */
const Workflow = z
  .strictObject({
    kind: z.literal('workflow'),
    execution: z.string(),
    stateMachineArn: z.string(),
    status: z.string(),
  })
  .transform(
    ({ execution, stateMachineArn, status }): Failure => ({
      kind: 'workflow',
      workflow: stateMachineArn.split(':').at(-1) ?? '',
      execution,
      status,
    }),
  );

const AnyFailure = z.union([News, Workflow, Run]);

/** Reads a message. */
export function failureOf({ body, attributes }: FailureMessage): Failure {
  const parsed = jsonOf(body);
  const { TARGET_ARN: target, ERROR_CODE: error = 'not started' } = attributes;
  // EventBridge could not start the function: the message is its event, and the rest stands beside it.
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
  if (target !== undefined && parsed !== undefined)
    return { kind: 'run', function: functionOf(target), payload: parsed, error };
  return AnyFailure.safeParse(parsed).data ?? { kind: 'unknown' };
}

/** A failure in a line. */
export function wordsOf(failure: Failure): string {
  switch (failure.kind) {
    case 'news':
      return `${failure.places} audit events not mailed, ${iso(failure.from)} to ${iso(failure.to)}`;
    case 'run':
      return `a run of ${failure.function} failed: ${failure.error}`;
    case 'workflow':
      return `workflow ${failure.workflow}, execution ${failure.execution}: ${failure.status}`;
    case 'unknown':
      return 'not understood: look at it in the SQS console';
  }
}

const iso = (time: EpochMs) => new Date(time).toISOString();
const functionOf = (arn: string) => /:function:([\w-]+)/.exec(arn)?.[1] ?? '';

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
