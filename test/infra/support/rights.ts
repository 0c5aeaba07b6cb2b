import { functions } from '../../../lambdas/functions';
import type { Assembly, Placed } from './assembly';
import { type Permission, permissionsOf } from './permissions';

/** A promise about who may do what: what breaks it, in words; nothing when it holds. */
type Check = (assembly: Assembly) => string[];

/** What IAM knows no resource for; the pages are named where it is granted. */
const NO_RESOURCE: Readonly<Record<string, RegExp>> = {
  'approval workflow': /^(logs:.*(LogDelivery|LogDeliveries|LogGroups|ResourcePolic(y|ies))|xray:\w+)$/,
  'ending workflow': /^(logs:.*(LogDelivery|LogDeliveries|LogGroups|ResourcePolic(y|ies))|xray:\w+)$/,
  'lease workflow': /^(logs:.*(LogDelivery|LogDeliveries|LogGroups|ResourcePolic(y|ies))|xray:\w+)$/,
  'sync-directory': /^organizations:(DescribeOrganization|ListRoots)$/,
  'register-administrator': /^organizations:ListDelegatedAdministrators$/,
};

/** Everybody writes traces, which have no names. */
const TRACES = /^xray:Put(TraceSegments|TelemetryRecords)$/;

/** The role that reads the organization trail, wherever its bucket is. */
const READER = 'activity-reader';
const READER_PLACE = /^(LogArchive|Activity)\/Reader\/Role$/;
const READER_DOES =
  /^(athena:(StartQueryExecution|GetQuery(Execution|Results))|glue:Get\w+|s3:(Get|List)\w+|kms:(Decrypt|GenerateDataKey))$/;
/** Where its results go; what it does there besides reading. */
const RESULTS = /^(LogArchive|Activity)\/Queries\/Bucket\/results\/\*$/;
const ON_RESULTS = /^s3:(PutObject|AbortMultipartUpload|ListMultipartUploadParts)$/;

const WORKFLOWS = ['approval workflow', 'lease workflow', 'ending workflow'];

/** Services in which nothing may be changed but what Hourglass is for, by the functions that are for it. */
const FOREIGN = /^(sso|sso-directory|identitystore|organizations|iam|sts):/;
const MAY_CHANGE: Readonly<Record<string, readonly string[]>> = {
  'activate-lease': ['sso:CreateAccountAssignment'],
  'end-lease': ['sso:DeleteAccountAssignment'],
  'query-activity': ['sts:AssumeRole'],
  // Each of these two with its option alone, which has a test of its own.
  'register-administrator': ['organizations:RegisterDelegatedAdministrator'],
  'hard-end': [
    'sso:PutInlinePolicyToPermissionSet',
    'sso:DeleteInlinePolicyFromPermissionSet',
    'sso:ProvisionPermissionSet',
  ],
};
const READS = /^\w+:(BatchGet|Describe|Get|IsMember|List|Query)/;

/** The only things that may be done with the audit trail. */
const ON_AUDIT = new Set(
  ['PutItem', 'Query', 'DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
    (action) => `dynamodb:${action}`,
  ),
);
/** What nobody may do with it, whatever their own policies say. */
const DENIED_ON_AUDIT = ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLUpdate', 'PartiQLDelete'];

const ASSIGNING = /activate-lease|end-lease/;
const INVOKERS = new Set([
  'lease workflow Workflow/Leases/activate-lease/Function',
  'lease workflow Workflow/Leases/end-lease/Function',
  'ending workflow Workflow/Leases/end-lease/Function',
]);

const line = ({ who, action, resource }: Permission) => `${who} ${action} ${resource}`;
const wide = (text: string) => /[*?]/.test(text);

const permissionsThat = (breaks: (permission: Permission) => boolean): Check => {
  return (assembly) => permissionsOf(assembly).filter(breaks).map(line);
};

/** Every promise about rights, by its name. */
export const RIGHTS: Readonly<Record<string, Check>> = {
  'activate-lease alone creates assignments, and end-lease alone deletes them': permissionsThat(
    ({ who, action }) =>
      (/sso:Create/.test(action) && who !== 'activate-lease') ||
      (/sso:DeleteAccount/.test(action) && who !== 'end-lease'),
  ),
  'nobody changes anything else in Identity Center, the identity store, the organization or IAM':
    permissionsThat(
      ({ who, action }) => FOREIGN.test(action) && !READS.test(action) && !MAY_CHANGE[who]?.includes(action),
    ),
  'query-activity takes one role, which reads the trail and writes its own results': permissionsThat(
    ({ who, action, resource }) =>
      (action === 'sts:AssumeRole' && !/^arn:[^*?]*:role\/hourglass-prod-activity-reader$/.test(resource)) ||
      (who === READER && !READER_DOES.test(action) && !(ON_RESULTS.test(action) && RESULTS.test(resource))),
  ),
  'the role that reads the trail is for query-activity alone': (assembly) =>
    assembly
      .all('AWS::IAM::Role')
      .filter((role) => READER_PLACE.test(assembly.path(role)) && !isForQuerying(role, assembly))
      .map((role) => assembly.path(role)),
  'every action is named in full': permissionsThat(({ action }) => wide(action)),
  'rights are about named resources wherever AWS has names for them': permissionsThat(
    ({ who, action, resource }) =>
      resource === '*' && !TRACES.test(action) && !NO_RESOURCE[who]?.test(action),
  ),
  'a wildcard never stands for a table, queue, secret, key, function or state machine': permissionsThat(
    ({ action, resource }) =>
      /^(dynamodb|sqs|secretsmanager|kms|lambda|states|ses):/.test(action) &&
      // Executions have no names before they are started; the state machine that they are of is named in full.
      wide(resource.replace(/:execution:[\w-]+:\*$/, '')),
  ),
  'audit events are added and read, never changed or dropped': permissionsThat(
    ({ action, resource }) => resource.startsWith('Data/Audit/Table') && !ON_AUDIT.has(action),
  ),
  'whatever policies say, the audit table itself refuses changes': (assembly) =>
    DENIED_ON_AUDIT.filter((action) => !deniedOnAudit(assembly).has(`dynamodb:${action}`)),
  'the workflows of leases and endings alone invoke the two functions that assign': (assembly) => [
    ...permissionsOf(assembly)
      .filter(({ action, resource }) => action.startsWith('lambda:') && ASSIGNING.test(resource))
      .filter(({ who, resource }) => !INVOKERS.has(`${who} ${resource}`))
      .map(line),
    ...assembly
      .all('AWS::Lambda::Permission')
      .map(({ stack, resource }) => assembly.show(resource.Properties.FunctionName, stack))
      .filter((place) => ASSIGNING.test(place)),
  ],
  'api invokes no function': permissionsThat(
    ({ who, action }) => who === 'api' && action.startsWith('lambda:'),
  ),
  'every function and workflow has a role of its own, and there are no other roles': rolesThatAreNotOwn,
  'a role is for the service that it belongs to': (assembly) =>
    assembly
      .all('AWS::IAM::Role')
      .filter((role) => !READER_PLACE.test(assembly.path(role)) && !isForService(role))
      .map((role) => assembly.path(role)),
  'rights come in the policies of those roles and nowhere else': rightsFromElsewhere,
};

function deniedOnAudit(assembly: Assembly): Set<string> {
  const table = assembly
    .all('AWS::DynamoDB::GlobalTable')
    .find((placed) => assembly.path(placed) === 'Data/Audit/Table');
  const [replica] = (table?.resource.Properties.Replicas ?? []) as {
    ResourcePolicy?: { PolicyDocument: { Statement: Statement[] } };
  }[];
  const statements = replica?.ResourcePolicy?.PolicyDocument.Statement ?? [];
  return new Set(
    statements
      .filter(({ Effect, Principal, Condition }) => {
        const everybody = JSON.stringify(Principal) === '{"AWS":"*"}';
        return Effect === 'Deny' && everybody && Condition === undefined;
      })
      .flatMap(({ Action }) => Action),
  );
}

type Statement = {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};

function rolesThatAreNotOwn(assembly: Assembly): string[] {
  const users = [
    ...assembly.all('AWS::Lambda::Function').map((each) => [each, 'Role'] as const),
    ...assembly.all('AWS::StepFunctions::StateMachine').map((each) => [each, 'RoleArn'] as const),
  ];
  const used = users.map(([{ stack, resource }, name]) => assembly.show(resource.Properties[name], stack));
  const roles = assembly.all('AWS::IAM::Role').map((role) => assembly.path(role));
  const names = new Set([...Object.keys(functions), ...WORKFLOWS, READER]);
  const others = permissionsOf(assembly).filter(({ who }) => !names.has(who));
  return [
    ...used.filter((role, at) => used.indexOf(role) !== at),
    ...roles.filter((role) => !used.includes(role) && !READER_PLACE.test(role)),
    ...others.map(line),
  ];
}

function isForService({ resource }: Placed): boolean {
  const { Statement: statements } = resource.Properties.AssumeRolePolicyDocument as {
    Statement: Statement[];
  };
  const [only, ...others] = statements;
  const service = JSON.stringify(only?.Principal);
  return (
    others.length === 0 &&
    only?.Action === 'sts:AssumeRole' &&
    /^\{"Service":"(lambda|states)\.amazonaws\.com"\}$/.test(service)
  );
}

/** Exactly one role of one account of the organization. */
function isForQuerying({ stack, resource }: Placed, assembly: Assembly): boolean {
  const { Statement: statements } = resource.Properties.AssumeRolePolicyDocument as {
    Statement: (Statement & { Condition?: Record<string, Record<string, unknown>> })[];
  };
  const [only, ...others] = statements;
  const { ArnEquals, StringEquals, ...rest } = only?.Condition ?? {};
  const taker = assembly.show(ArnEquals?.['aws:PrincipalArn'] ?? '', stack);
  return (
    others.length === 0 &&
    Object.keys(rest).length === 0 &&
    taker === 'arn:${Partition}:iam::111122223333:role/hourglass-prod-query-activity' &&
    StringEquals?.['aws:PrincipalOrgID'] === 'o-exampleorgid'
  );
}

/** Kinds of resources that give rights to somebody, or are access. */
const GIVING = /^AWS::(IAM::(?!Policy$|Role$)|SSO::|IdentityStore::|Organizations::)/;

function rightsFromElsewhere(assembly: Assembly): string[] {
  const giving = assembly.types().filter((type) => GIVING.test(type));
  const roles = assembly
    .all('AWS::IAM::Role')
    .filter(({ resource: { Properties } }) => 'ManagedPolicyArns' in Properties || 'Policies' in Properties)
    .map((role) => assembly.path(role));
  const elsewhere = assembly
    .all('AWS::IAM::Policy')
    .filter(({ resource: { Properties } }) => 'Users' in Properties || 'Groups' in Properties)
    .map((policy) => assembly.path(policy));
  return [...giving, ...roles, ...elsewhere];
}
