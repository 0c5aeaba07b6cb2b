import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Config } from '../config/config';
import { acknowledge } from './acknowledge';
import type { Encryption } from './encryption';
import type { FunctionWith } from './function-with';

/** A bucket that keeps every sealed day of the audit trail, unchangeable for some years: an export that nobody can tamper with. */
export class AuditArchive extends Construct {
  readonly bucket: Bucket;

  readonly #encryption: Encryption;

  constructor(
    scope: Construct,
    id: string,
    { mode, years }: NonNullable<Config['auditArchive']>,
    encryption: Encryption,
  ) {
    super(scope, id);
    this.#encryption = encryption;
    const time = Duration.days(years * 365);
    const retention =
      mode === 'compliance' ? ObjectLockRetention.compliance(time) : ObjectLockRetention.governance(time);
    this.bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: retention,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      ...encryption.bucket(this),
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(
      this.bucket,
      'S1',
      'One function writes, nobody reads as a matter of course, and nobody can change what is locked; the organization trail says who looked.',
    );
  }

  /** Lets `fn` put objects, and neither read nor delete them; sets ARCHIVE_BUCKET. */
  grantPut(fn: FunctionWith<'ARCHIVE_BUCKET'>): void {
    fn.use('ARCHIVE_BUCKET', this.bucket.bucketName);
    fn.allow(
      ['s3:PutObject'],
      [
        {
          arn: this.bucket.arnForObjects('*.ndjson.gz'),
          because:
            'Objects are named by the days that they hold, in one bucket; what is there already is locked.',
        },
      ],
    );
    this.#encryption.grant(fn, 'put objects');
  }
}
