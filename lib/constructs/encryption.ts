import { Aws, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import { Construct, type IConstruct } from 'constructs';

/**
 * What a function does with something that is encrypted, and what it needs of the key for that. For tables it is what AWS asks for, without
 * the grants that only the creator of a table makes:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
const USES = {
  tables: {
    service: 'dynamodb',
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
  },
  'read secrets': { service: 'secretsmanager', actions: ['kms:Decrypt'] },
  'send messages': { service: 'sqs', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  'receive messages': { service: 'sqs', actions: ['kms:Decrypt'] },
  // Decrypt: the parts of an upload are put together by somebody who can read them.
  'put objects': { service: 's3', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  'get objects': { service: 's3', actions: ['kms:Decrypt'] },
} as const;

type BucketEncrypted = Pick<BucketProps, 'encryption' | 'encryptionKey' | 'bucketKeyEnabled'>;

/** The key of the customer, as a stack knows it. */
class OwnKey extends Construct {
  readonly key: IKey;

  constructor(scope: Construct, id: string, keyArn: string) {
    super(scope, id);
    this.key = Key.fromKeyArn(this, 'Key', keyArn);
  }
}

/**
 * With which key an installation encrypts: its own (`kmsKeyArn`), or the keys of AWS. The one place that knows, for tables, log groups, queues,
 * secrets, buckets and topics. Whoever adds one of these
 *
 * - takes the key from here: `encryptionKey: encryption.keyFor(this)` in a log group, secret or topic (undefined means the keys of AWS),
 *   `...encryption.bucket(this)` in a bucket; a queue is a `FailureQueue`;
 * - and says beside each grant what is done with it: `encryption.grant(fn, 'put objects')`, which does nothing without a key of one's own.
 *
 * What the policy of the key must allow besides stands in docs/DEPLOY.md; a service that writes by itself, as EventBridge does into queues, has
 * to be named there.
 */
export class Encryption {
  constructor(readonly keyArn: string | undefined) {}

  /** The key, in the stack of `scope`; undefined: the keys of AWS. */
  keyFor(scope: IConstruct): IKey | undefined {
    if (this.keyArn === undefined) return undefined;
    const stack = Stack.of(scope);
    const known = stack.node.tryFindChild('Encryption');
    return (known instanceof OwnKey ? known : new OwnKey(stack, 'Encryption', this.keyArn)).key;
  }

  /** How a bucket of `scope` is encrypted. */
  bucket(scope: IConstruct): BucketEncrypted {
    const encryptionKey = this.keyFor(scope);
    if (!encryptionKey) return { encryption: BucketEncryption.S3_MANAGED };
    return { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true };
  }

  /** Lets `grantee` use the key through the service that it is about, and no other way; nothing without a key of one's own. */
  grant(grantee: IGrantable, use: keyof typeof USES): void {
    if (this.keyArn === undefined) return;
    const { service, actions } = USES[use];
    // KMS writes the first name in every partition that we know of; the second is the address of the service.
    const through = ['amazonaws.com', Aws.URL_SUFFIX];
    Grant.addToPrincipal({
      grantee,
      actions: [...actions],
      resourceArns: [this.keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': through.map((suffix) => `${service}.${Aws.REGION}.${suffix}`) },
      },
    });
  }
}
