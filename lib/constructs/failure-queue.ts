import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type FailureQueueName, queueNameOf } from '../../core/contract/failure-queues';
import type { Installation } from '../installation';
import { acknowledge } from './acknowledge';

/** Keeps what an asynchronous call could not do, for 14 days: the longest that SQS allows. Named, so that a replay finds it. */
export class FailureQueue extends Queue {
  constructor(scope: Construct, id: string, installation: Installation, name: FailureQueueName) {
    super(scope, id, {
      queueName: queueNameOf(installation.config.stage, name),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(this, 'SQS3', 'It is where failures are kept; nothing is received from it automatically.');
  }
}
