/** What a call can speak about: made-up names that differ from call to call. */
export type Scene = {
  readonly accountId: string;
  readonly region: string;
  readonly roleArn: string;
  /** A UUID that belongs to the call. */
  readonly id: string;
  /** One of several names, by chance, but the same for the same names in one call. */
  readonly one: (...names: readonly string[]) => string;
  /** `length` hexadecimal digits. */
  readonly hex: (length: number) => string;
};

type Resource = { readonly type: string; readonly ARN: string };

/** One API call that a person may make in a session. */
export type ApiCall = {
  readonly service: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly parameters?: (scene: Scene) => Record<string, unknown>;
  readonly resources?: (scene: Scene) => readonly Resource[];
  /** Services without regions log to us-east-1. */
  readonly global?: boolean;
};

const bucket = (scene: Scene) =>
  `${scene.one('billing', 'invoices', 'telemetry', 'backups')}-${scene.accountId}-${scene.region}`;

const serviceUser = (scene: Scene) => scene.one('ci-deploy', 'legacy-export');

/** Calls that look and change nothing. */
export const READS: readonly ApiCall[] = [
  {
    service: 'ec2',
    name: 'DescribeInstances',
    readOnly: true,
    parameters: () => ({ maxResults: 100, filterSet: {} }),
  },
  { service: 'ec2', name: 'DescribeSecurityGroups', readOnly: true, parameters: () => ({ maxResults: 200 }) },
  { service: 'ec2', name: 'DescribeVpcs', readOnly: true },
  { service: 'rds', name: 'DescribeDBInstances', readOnly: true, parameters: () => ({ maxRecords: 100 }) },
  { service: 'rds', name: 'DescribeDBClusters', readOnly: true },
  { service: 's3', name: 'ListBuckets', readOnly: true },
  {
    service: 's3',
    name: 'GetBucketPolicy',
    readOnly: true,
    parameters: (scene) => ({ bucketName: bucket(scene) }),
    resources: (scene) => [{ type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket(scene)}` }],
  },
  { service: 'cloudwatch', name: 'GetMetricData', readOnly: true },
  { service: 'cloudwatch', name: 'DescribeAlarms', readOnly: true, parameters: () => ({ maxRecords: 100 }) },
  {
    service: 'logs',
    name: 'FilterLogEvents',
    readOnly: true,
    parameters: (scene) => ({
      logGroupName: `/aws/lambda/${scene.one('checkout', 'settlement', 'mailer')}`,
      limit: 100,
    }),
  },
  { service: 'logs', name: 'DescribeLogGroups', readOnly: true, parameters: () => ({ limit: 50 }) },
  { service: 'lambda', name: 'ListFunctions20150331', readOnly: true },
  {
    service: 'lambda',
    name: 'GetFunction20150331v2',
    readOnly: true,
    parameters: (scene) => ({ functionName: scene.one('checkout', 'settlement', 'mailer') }),
  },
  { service: 'iam', name: 'ListRoles', readOnly: true, global: true },
  { service: 'iam', name: 'GetAccountSummary', readOnly: true, global: true },
  {
    service: 'ecs',
    name: 'DescribeServices',
    readOnly: true,
    parameters: (scene) => ({ cluster: scene.one('web', 'batch') }),
  },
  {
    service: 'dynamodb',
    name: 'DescribeTable',
    readOnly: true,
    parameters: (scene) => ({ tableName: scene.one('orders', 'carts') }),
  },
  { service: 'kms', name: 'ListAliases', readOnly: true, parameters: () => ({ limit: 100 }) },
  { service: 'secretsmanager', name: 'ListSecrets', readOnly: true },
];

/** Everyday changes. */
export const WRITES: readonly ApiCall[] = [
  {
    service: 'ec2',
    name: 'RebootInstances',
    readOnly: false,
    parameters: (scene) => ({ instancesSet: { items: [{ instanceId: `i-0${scene.hex(16)}` }] } }),
  },
  {
    service: 'lambda',
    name: 'UpdateFunctionConfiguration20150331v2',
    readOnly: false,
    parameters: (scene) => ({ functionName: scene.one('checkout', 'settlement', 'mailer'), timeout: 30 }),
  },
  {
    service: 'ecs',
    name: 'UpdateService',
    readOnly: false,
    parameters: (scene) => ({ cluster: scene.one('web', 'batch'), service: 'api', forceNewDeployment: true }),
  },
  {
    service: 'rds',
    name: 'CreateDBSnapshot',
    readOnly: false,
    parameters: (scene) => ({
      dBInstanceIdentifier: scene.one('orders', 'ledger'),
      dBSnapshotIdentifier: `manual-${scene.hex(6)}`,
    }),
  },
  {
    service: 's3',
    name: 'PutBucketTagging',
    readOnly: false,
    parameters: (scene) => ({ bucketName: bucket(scene) }),
    resources: (scene) => [{ type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket(scene)}` }],
  },
  {
    service: 'logs',
    name: 'PutRetentionPolicy',
    readOnly: false,
    parameters: (scene) => ({
      logGroupName: `/aws/lambda/${scene.one('checkout', 'mailer')}`,
      retentionInDays: 90,
    }),
  },
];

/** Changes that an auditor wants to see: keys, users, logging, the way in from outside. */
export const SENSITIVE: readonly ApiCall[] = [
  {
    service: 'iam',
    name: 'CreateAccessKey',
    readOnly: false,
    global: true,
    parameters: (scene) => ({ userName: serviceUser(scene) }),
    resources: (scene) => [
      { type: 'AWS::IAM::User', ARN: `arn:aws:iam::${scene.accountId}:user/${serviceUser(scene)}` },
    ],
  },
  {
    service: 'kms',
    name: 'ScheduleKeyDeletion',
    readOnly: false,
    parameters: (scene) => ({
      keyId: scene.id,
      pendingWindowInDays: 7,
    }),
    resources: (scene) => [
      {
        type: 'AWS::KMS::Key',
        ARN: `arn:aws:kms:${scene.region}:${scene.accountId}:key/${scene.id}`,
      },
    ],
  },
  {
    service: 'ec2',
    name: 'AuthorizeSecurityGroupIngress',
    readOnly: false,
    parameters: (scene) => ({
      groupId: `sg-0${scene.hex(16)}`,
      ipPermissions: {
        items: [
          { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
        ],
      },
    }),
  },
  {
    service: 'secretsmanager',
    name: 'GetSecretValue',
    readOnly: true,
    parameters: (scene) => ({ secretId: scene.one('prod/ledger/password', 'prod/payments/api-key') }),
  },
  {
    service: 's3',
    name: 'PutBucketPolicy',
    readOnly: false,
    parameters: (scene) => ({ bucketName: bucket(scene) }),
    resources: (scene) => [{ type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket(scene)}` }],
  },
];

/** Changes that no permission set of the sample organization allows. */
export const FORBIDDEN: readonly ApiCall[] = [
  {
    service: 'cloudtrail',
    name: 'StopLogging',
    readOnly: false,
    parameters: () => ({ name: 'organization-trail' }),
  },
  {
    service: 'iam',
    name: 'CreateUser',
    readOnly: false,
    global: true,
    parameters: () => ({ userName: 'temporary-admin' }),
  },
  {
    service: 'iam',
    name: 'AttachRolePolicy',
    readOnly: false,
    global: true,
    parameters: (scene) => ({
      roleName: scene.one('deploy', 'batch'),
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  },
  { service: 'organizations', name: 'LeaveOrganization', readOnly: false, global: true },
];
