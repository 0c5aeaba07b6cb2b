import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge';
import type { Encryption } from '../encryption';

/** What limits look-ups. */
type QueryResultsProps = {
  readonly workGroup: string;
  readonly scanLimitMegabytes: number;
  readonly resultDays: number;
  /** How results are encrypted. */
  readonly encryption: Encryption;
};

/** A workgroup whose settings nobody who asks can override, and the bucket in which its results wait for some days. */
export class QueryResults extends Construct {
  readonly bucket: Bucket;
  readonly workGroupArn: string;

  constructor(
    scope: Construct,
    id: string,
    { workGroup, scanLimitMegabytes, resultDays, encryption }: QueryResultsProps,
  ) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      ...encryption.bucket(this),
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      lifecycleRules: [
        { expiration: Duration.days(resultDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      // A bucket with objects cannot be deleted; what is in it expires.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.bucket,
      'S1',
      'One role alone reads and writes it through Athena, which keeps a history of its queries, and what is in it expires.',
    );
    this.workGroupArn = `arn:${Aws.PARTITION}:athena:${Aws.REGION}:${Aws.ACCOUNT_ID}:workgroup/${workGroup}`;
    new CfnWorkGroup(this, 'WorkGroup', {
      name: workGroup,
      description: 'Hourglass: looks up what was done with a lease',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        bytesScannedCutoffPerQuery: scanLimitMegabytes * 1_000_000,
        publishCloudWatchMetricsEnabled: true,
        requesterPaysEnabled: false,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${this.bucket.bucketName}/results/`,
          expectedBucketOwner: Aws.ACCOUNT_ID,
          encryptionConfiguration:
            encryption.keyArn === undefined
              ? { encryptionOption: 'SSE_S3' }
              : { encryptionOption: 'SSE_KMS', kmsKey: encryption.keyArn },
        },
      },
    });
  }
}
