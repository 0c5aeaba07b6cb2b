/** A right that the doctor needs, and what it looks at with it. */
type Right = {
  readonly action: string;
  readonly for: string;
  /** The key of the configuration without which it is not needed. */
  readonly onlyWith?: string;
  /** What it is about, where that is not everything. */
  readonly resource?: string;
};

/**
 * Everything that the doctor asks of AWS. It reads; nothing in here changes anything. To invoke a function is more than to read: it is one
 * function alone, which reads. `sts:GetCallerIdentity` needs no right.
 */
export const RIGHTS: readonly Right[] = [
  { action: 'cloudformation:DescribeStacks', for: 'what is deployed' },
  { action: 'cloudformation:ListStackResources', for: 'what the stacks hold' },
  { action: 'cognito-idp:DescribeIdentityProvider', for: 'which metadata the user pool reads' },
  { action: 'cognito-idp:DescribeUserPoolClient', for: 'by whom the web app signs people in' },
  { action: 'dynamodb:GetItem', for: 'whether the directory was read' },
  { action: 'dynamodb:Query', for: 'policies, overdue leases, daily roots' },
  { action: 'identitystore:DescribeGroup', for: 'groups with a duty' },
  { action: 'identitystore:DescribeUser', for: 'their members' },
  { action: 'identitystore:ListGroupMemberships', for: 'their members' },
  { action: 'kms:DescribeKey', for: 'the key of your own', onlyWith: 'kmsKeyArn' },
  { action: 'lambda:GetAccountSettings', for: 'how many functions may run at once' },
  { action: 'lambda:GetFunctionConfiguration', for: 'with which configuration they run' },
  {
    action: 'lambda:InvokeFunction',
    for: 'whether CloudTrail events can be read',
    resource: 'arn:*:lambda:*:*:function:hourglass-*-query-activity',
  },
  { action: 'organizations:DescribeOrganization', for: 'which account is the management account' },
  { action: 'organizations:ListDelegatedAdministrators', for: 'who is registered for Identity Center' },
  {
    action: 'secretsmanager:DescribeSecret',
    for: 'whether the key that signs links is there; never its value',
  },
  { action: 'ses:GetAccount', for: 'sandbox and quota' },
  { action: 'ses:GetEmailIdentity', for: 'the identity that mails come from' },
  { action: 'sqs:GetQueueAttributes', for: 'how much stands in the queues of failures' },
  { action: 'sqs:GetQueueUrl', for: 'where those queues are' },
  { action: 'ssm:GetParameter', for: 'the version of the bootstrap' },
  { action: 'sso:DescribeInstance', for: 'the instance' },
  { action: 'sso:DescribePermissionSet', for: 'names of permission sets' },
  { action: 'sso:ListPermissionSetsProvisionedToAccount', for: 'what the management account has' },
];

/** The policy with exactly these rights, by whoever deploys: what reads is not cut down to single resources, what invokes is. */
export function policyText(): string {
  const statements = [
    statement('HourglassDoctor', undefined),
    ...RIGHTS.flatMap(({ resource }) =>
      resource === undefined ? [] : [statement('HourglassDoctorAsks', resource)],
    ),
  ];
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
}

function statement(Sid: string, about: string | undefined): object {
  const actions = RIGHTS.filter(({ resource }) => resource === about).map(({ action }) => action);
  return { Sid, Effect: 'Allow', Action: actions, Resource: about ?? '*' };
}
