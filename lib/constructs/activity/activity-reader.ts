import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Trail } from '../../config/activity';
import { acknowledgeWildcard, type Wildcard } from '../acknowledge';
import type { Encryption } from '../encryption';
import type { Conditions } from '../function-with';
import type { QueryResults } from './query-results';
import { trailRoot, type TrailTable } from './trail-table';

/** What the role is about. */
type ActivityReaderProps = {
  readonly trail: Trail;
  readonly table: TrailTable;
  readonly results: QueryResults;
  /** How results are encrypted. */
  readonly encryption: Encryption;
  readonly roleName: string;
  /** Who alone may take the role: a role of the installation's account, by its name. */
  readonly takenBy: { readonly account: string; readonly roleName: string };
};

/**
 * The one role that reads the trail, in the account that owns the bucket: so no policy of the bucket has to change. Its trust is a
 * condition on the name of the other role, so that either account can be deployed first.
 */
export class ActivityReader extends Construct {
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: ActivityReaderProps) {
    super(scope, id);
    const { trail, table, results, encryption, roleName, takenBy } = props;
    const arn = `arn:${Aws.PARTITION}:iam::${takenBy.account}:role/${takenBy.roleName}`;
    this.#role = new Role(this, 'Role', {
      roleName,
      description: 'Hourglass: looks up in the organization trail what was done with a lease',
      assumedBy: new AccountPrincipal(takenBy.account).withConditions({
        ArnEquals: { 'aws:PrincipalArn': arn },
        StringEquals: { 'aws:PrincipalOrgID': trail.organizationId },
      }),
    });
    this.#allow(
      ['athena:StartQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults'],
      [results.workGroupArn],
    );
    this.#allow(['glue:GetDatabase'], table.databaseArns);
    this.#allow(['glue:GetTable', 'glue:GetPartitions'], table.tableArns);
    this.#readTrail(trail);
    this.#keepResults(results);
    encryption.grant(this.#role, 'put objects');
  }

  #readTrail(trail: Trail): void {
    const bucket = `arn:${Aws.PARTITION}:s3:::${trail.bucket}`;
    const root = trailRoot(trail);
    this.#allow(['s3:GetBucketLocation'], [bucket]);
    this.#allow(['s3:ListBucket'], [bucket], { StringLike: { 's3:prefix': `${root}/*` } });
    this.#allow(
      ['s3:GetObject'],
      [
        {
          arn: `${bucket}/${root}/*/CloudTrail/*`,
          because: 'Log files are named by the minute; a lease may be in any account.',
        },
      ],
    );
    if (trail.kmsKeyArn !== undefined) this.#allow(['kms:Decrypt'], [trail.kmsKeyArn]);
  }

  #keepResults({ bucket }: QueryResults): void {
    this.#allow(
      ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      [bucket.bucketArn],
    );
    this.#allow(
      ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      [
        {
          arn: bucket.arnForObjects('results/*'),
          because: 'Athena names results by the ids of its queries.',
        },
      ],
    );
  }

  #allow(actions: string[], resources: readonly (string | Wildcard)[], conditions?: Conditions): void {
    const named = resources.map((resource) => {
      if (typeof resource === 'string') return resource;
      acknowledgeWildcard(this.#role, resource);
      return resource.arn;
    });
    this.#role.addToPolicy(
      new PolicyStatement({ actions, resources: named, ...(conditions && { conditions }) }),
    );
  }
}
