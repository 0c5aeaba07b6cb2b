import { Aws } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import type { FunctionWith } from './function-with';

/** The built web app, as one archive in the bucket that the bootstrap of the CDK has made. */
export class WebBuild extends Construct {
  readonly bucket: string;
  readonly key: string;

  constructor(scope: Construct, id: string, folder: string) {
    super(scope, id);
    const asset = new Asset(this, 'Files', { path: folder, exclude: ['.inputs'] });
    this.bucket = asset.s3BucketName;
    this.key = asset.s3ObjectKey;
  }

  /** Lets `fn` read this archive and no other. */
  grantRead(fn: FunctionWith<never>): void {
    fn.allow(['s3:GetObject'], [`arn:${Aws.PARTITION}:s3:::${this.bucket}/${this.key}`]);
  }
}
