import { Duration } from 'aws-cdk-lib';
import type { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type FailureQueueName, queueNameOf } from '../../core/contract/failure-queues';
import type { Installation } from '../installation';
import { acknowledge } from './acknowledge';
import type { Encryption } from './encryption';

/** Keeps what an asynchronous call could not do, for 14 days: the longest that SQS allows. Named, so that a replay finds it. */
export class FailureQueue extends Queue {
  readonly #encryption: Encryption;

  constructor(scope: Construct, id: string, installation: Installation, name: FailureQueueName) {
    const { encryption } = installation;
    super(scope, id, {
      queueName: queueNameOf(installation.config.stage, name),
      encryption: encryption.keyArn === undefined ? QueueEncryption.SQS_MANAGED : QueueEncryption.UNENCRYPTED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.#encryption = encryption;
    // Given to the queue as a property, the key would be granted to senders with wildcards.
    const { defaultChild } = this.node;
    if (defaultChild instanceof CfnQueue) defaultChild.kmsMasterKeyId = encryption.keyArn;
    acknowledge(this, 'SQS3', 'It is where failures are kept; nothing is received from it automatically.');
  }

  /** Lets `grantee` send messages, with the key that they are encrypted with. */
  override grantSendMessages(grantee: IGrantable): Grant {
    this.#encryption.grant(grantee, 'send messages');
    return super.grantSendMessages(grantee);
  }
}
