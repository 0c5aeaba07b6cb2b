import { z } from 'zod';
import { accountId, matching, regionName, uuid, wholeNumber } from './values';

/** A name in the Glue catalog that needs no quotes. */
const glueName = (what: string) =>
  matching(/^[a-z_][a-z0-9_]{0,254}$/, 'lower-case letters, digits and underscores').meta({
    description: what,
  });

const resultDays = wholeNumber(1, 45).default(7).meta({
  description:
    'Days that results are kept. They name people, addresses and resources; looking again later asks anew.',
});

const Trail = z.strictObject({
  bucket: matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket').meta({
    description: 'The bucket that the organization trail writes to.',
  }),
  prefix: matching(/^(?!\/)[\w!.*'()/-]{1,200}(?<!\/)$/, 'a prefix without slashes at its ends')
    .optional()
    .meta({
      description:
        'What comes before `AWSLogs/` in that bucket; absent: nothing. Control Tower: the organization id.',
    }),
  organizationId: matching(/^o-[a-z0-9]{10,32}$/, 'an organization id: o- and at least 10 characters').meta({
    description: 'The organization, as it stands in the paths of the log files.',
  }),
  account: accountId.optional().meta({
    description:
      'The account that owns the bucket, usually the log archive; absent: the account of the installation.',
  }),
  region: regionName
    .optional()
    .meta({ description: 'The Region of the bucket; absent: that of the installation.' }),
  kmsKeyArn: matching(/^arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a KMS key')
    .optional()
    .meta({
      description:
        'The key that the log files are encrypted with; absent: a key of S3. Its policy has to let the account of the bucket use it.',
    }),
  regions: z.array(regionName).min(1, { error: 'must be a list of at least one Region' }).optional().meta({
    description:
      'The Regions whose events are looked at; absent: every Region of the partition that the CDK knows. Events of other Regions are not found.',
  }),
});

const Athena = z.strictObject({
  source: z.literal('athena').meta({ description: 'Athena over the bucket of an organization trail.' }),
  trail: Trail.meta({ description: 'The organization trail.' }),
  scanLimitMegabytes: wholeNumber(10, 7_000_000).default(10_000).meta({
    description:
      'The most that one look-up may read, in megabytes of compressed log files. Athena charges by what is read.',
  }),
  resultDays,
});

const AthenaTable = z.strictObject({
  source: z.literal('athena-table').meta({
    description: 'Athena over a table of the organization trail that exists already.',
  }),
  roleArn: matching(/^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'the ARN of a role').meta({
    description: 'The role that may ask, in the account of the workgroup; `query-activity` assumes it.',
  }),
  region: regionName
    .optional()
    .meta({ description: 'The Region of the workgroup; absent: that of the installation.' }),
  workGroup: matching(/^[\w.-]{1,128}$/, 'the name of a workgroup').meta({
    description: 'The workgroup. Give it a scan limit and a place for results of its own.',
  }),
  database: glueName('The database of the table.'),
  table: glueName('The table, with the columns that AWS documents for CloudTrail.'),
  accountColumn: glueName('The partition column that holds the account.').default('account'),
  dayColumn: glueName('The partition column that holds the day, as `2026/11/21`.').default('day'),
  resultDays,
});

const CloudTrailLake = z.strictObject({
  source: z.literal('cloudtrail-lake').meta({
    description: 'An event data store of CloudTrail Lake, which takes no new customers since 2026-05-31.',
  }),
  eventDataStoreId: uuid('at the end of the ARN of an event data store').meta({
    description: 'The UUID at the end of the ARN of a CloudTrail Lake event data store.',
  }),
});

const error = 'must be athena, athena-table or cloudtrail-lake';

/** Where the CloudTrail events of a lease are found. */
export const Activity = z
  .discriminatedUnion('source', [Athena, AthenaTable, CloudTrailLake], { error })
  .meta({ errorMessage: error });
export type Activity = z.infer<typeof Activity>;
export type Trail = z.infer<typeof Trail>;
