import { MINUTE, toIso } from '../../core/model/instant';
import { queueNameOf } from '../../core/contract/failure-queues';
import { failureOf } from '../aws/lambda/lambda-service';
import type { Sqs } from '../aws/sqs/sqs';
import type { Execution } from '../aws/step-functions/records';
import type { VirtualClock } from '../clock';
import { ACCOUNT_ID, functionArn, REGION, STAGE, TABLE_PREFIX } from '../places';
import type { NewsRecord } from '../stream-poller';

const STREAM_ARN = `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:table/${TABLE_PREFIX}audit/stream/2026-01-01T00:00:00.000`;

/** Puts records that notify did not take into its queue, as Lambda does: the place in the stream, and not what is there. */
export function keepNews(
  sqs: Pick<Sqs, 'deliver'>,
  records: readonly NewsRecord[],
  reason: string,
  now: number,
): void {
  const [first] = records;
  const last = records.at(-1);
  if (!first || !last) return;
  const arrived = ({ dynamodb }: NewsRecord) => toIso(dynamodb.ApproximateCreationDateTime * 1_000);
  const body = {
    requestContext: {
      requestId: first.dynamodb.SequenceNumber,
      functionArn: functionArn(`${STAGE}-notify`),
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 11,
    },
    version: '1.0',
    timestamp: toIso(now),
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000000000000000000-laptop',
      startSequenceNumber: first.dynamodb.SequenceNumber,
      endSequenceNumber: last.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrived(first),
      approximateArrivalOfLastRecord: arrived(last),
      batchSize: records.length,
      streamArn: STREAM_ARN,
    },
  };
  sqs.deliver(queueNameOf(STAGE, 'failed-notices'), body, reason);
}

/** Puts the name of an execution that did not succeed into its queue, as the rule of EventBridge does. */
export function keepWorkflow(
  sqs: Pick<Sqs, 'deliver'>,
  {
    name,
    machineName,
    machineArn,
    status,
  }: Readonly<Pick<Execution, 'name' | 'machineName' | 'machineArn' | 'status'>>,
): void {
  if (status === 'SUCCEEDED' || status === 'RUNNING') return;
  const stateMachineArn = machineArn.replace(
    machineName,
    machineName.replace('hourglass-', `hourglass-${STAGE}-`),
  );
  const body = { kind: 'workflow', execution: name, stateMachineArn, status };
  sqs.deliver(queueNameOf(STAGE, 'failed-workflows'), body, `${machineName} ${name}: ${status}`);
}

/** Runs a function as its timer does: once more after a minute when it fails, and then it is kept. */
export async function runByTimer(
  clock: VirtualClock,
  sqs: Pick<Sqs, 'deliver'>,
  name: string,
  run: () => Promise<unknown>,
  onError: (error: unknown) => void,
): Promise<void> {
  // Tracked here and not by the clock, which would not know when the function sleeps.
  const first = await clock.track(run).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (!first) return;
  onError(first.error);
  clock.at(clock.now() + MINUTE, () => {
    void clock.track(run).catch((error: unknown) => {
      onError(error);
      const body = {
        version: '1.0',
        timestamp: toIso(clock.now()),
        requestContext: {
          requestId: `${name} ${clock.now()}`,
          functionArn: `${functionArn(`${STAGE}-${name}`)}:$LATEST`,
          condition: 'RetriesExhausted',
          approximateInvokeCount: 2,
        },
        requestPayload: {},
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: failureOf(error),
      };
      const { errorType, errorMessage } = failureOf(error);
      sqs.deliver(queueNameOf(STAGE, 'failed-timers'), body, `${name}: ${errorType}: ${errorMessage}`);
    });
  });
}
