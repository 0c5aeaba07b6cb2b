import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesized, type Template } from './support/assembly';
import { permissionsOf, tableOf } from './support/permissions';
import { RIGHTS } from './support/rights';

const FILE = join(__dirname, 'permissions.txt');
const assembly = synthesized();

describe('who may do what', () => {
  it('is what was reviewed (UPDATE=1 rewrites permissions.txt)', () => {
    const table = tableOf(permissionsOf(assembly));
    if (process.env.UPDATE === '1') writeFileSync(FILE, table);
    expect(table).toBe(readFileSync(FILE, 'utf8'));
  });

  it.each(Object.entries(RIGHTS))('%s', (_, broken) => {
    expect(broken(assembly)).toEqual([]);
    expect(broken(synthesized('every option'))).toEqual([]);
  });

  it('gives somebody each of the rights that the promises are about', () => {
    const actions = permissionsOf(assembly).map(({ who, action }) => `${who} ${action}`);
    expect(actions).toEqual(
      expect.arrayContaining([
        'activate-lease sso:CreateAccountAssignment',
        'end-lease sso:DeleteAccountAssignment',
        'lease workflow lambda:InvokeFunction',
        'api dynamodb:PutItem',
      ]),
    );
  });
});

type Statement = { Effect: string; Action?: unknown; Resource?: unknown };
type Change = (template: Template) => void;

const ARN = 'arn:aws:sso:::instance/ssoins-0123456789abcdef';

/** The policy of a function's role. */
function policyOf(template: Template, name: string): { Statement: Statement[] } {
  const found = Object.values(template.Resources).find(
    ({ Type, Metadata }) =>
      Type === 'AWS::IAM::Policy' && Metadata?.['aws:cdk:path']?.includes(`/${name}/Role/`),
  );
  return found?.Properties.PolicyDocument as { Statement: Statement[] };
}
const gives =
  (name: string, statement: Omit<Statement, 'Effect'>): Change =>
  (template) =>
    policyOf(template, name).Statement.push({ Effect: 'Allow', ...statement });
const givesApi = (Action: string, Resource: unknown = ARN) => gives('api', { Action, Resource });
const adds =
  (Type: string, Properties: Record<string, unknown>): Change =>
  (template) =>
    Object.assign(template.Resources, { Planted: { Type, Properties } });
const firstOf = (template: Template, type: string) =>
  Object.values(template.Resources).find(({ Type }) => Type === type)!;
const sets =
  (type: string, properties: Record<string, unknown>): Change =>
  (template) =>
    Object.assign(firstOf(template, type).Properties, properties);

/** Gives `api` an action on the audit table, wherever it may append to it. */
const onAudit =
  (action: string): Change =>
  (template) => {
    const { Statement: statements } = policyOf(template, 'api');
    const append = statements.find((each) => JSON.stringify(each).includes('StringNotLike'));
    statements.push({ Effect: 'Allow', Action: action, Resource: append?.Resource });
  };

const trust = (Principal: unknown) => ({
  AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] },
});

const ASSIGNS = 'activate-lease alone creates assignments, and end-lease alone deletes them';
const CHANGES =
  'nobody changes anything else in Identity Center, the identity store, the organization or IAM';
const TRAIL = 'query-activity takes one role, which reads the trail and writes its own results';
const READER = 'the role that reads the trail is for query-activity alone';
const FULL = 'every action is named in full';
const NAMED = 'rights are about named resources wherever AWS has names for them';
const OWN = 'a wildcard never stands for a table, queue, secret, key, function or state machine';
const AUDIT = 'audit events are added and read, never changed or dropped';
const REFUSES = 'whatever policies say, the audit table itself refuses changes';
const INVOKES = 'the workflows of leases and endings alone invoke the two functions that assign';
const API = 'api invokes no function';
const ROLES = 'every function and workflow has a role of its own, and there are no other roles';
const SERVICE = 'a role is for the service that it belongs to';
const NOWHERE = 'rights come in the policies of those roles and nowhere else';

const LOG_FILE = 'arn:aws:s3:::organization-trail-444455556666/AWSLogs/o-exampleorgid/x.json.gz';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/';
const ACTIVATE = 'arn:aws:lambda:eu-west-1:111122223333:function:hourglass-prod-activate-lease';

/** What somebody might do by mistake or on purpose, and the promise that it breaks. */
const WIDER: readonly (readonly [string, string, Change, string])[] = [
  ['api may create assignments', 'Api', givesApi('sso:CreateAccountAssignment'), ASSIGNS],
  ['api may delete assignments', 'Api', givesApi('sso:DeleteAccountAssignment'), ASSIGNS],
  [
    'end-lease may create',
    'Workflow',
    gives('end-lease', { Action: 'sso:CreateAccountAssignment', Resource: ARN }),
    ASSIGNS,
  ],
  ['api may make permission sets', 'Api', givesApi('sso:CreatePermissionSet'), CHANGES],
  ['api may add to groups', 'Api', givesApi('identitystore:CreateGroupMembership'), CHANGES],
  ['api may take another role', 'Api', givesApi('sts:AssumeRole'), CHANGES],
  [
    'query-activity may take another role',
    'Api',
    gives('query-activity', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::444455556666:role/admin' }),
    TRAIL,
  ],
  [
    'the reader may delete log files',
    'LogArchive',
    gives('Reader', { Action: 's3:DeleteObject', Resource: LOG_FILE }),
    TRAIL,
  ],
  [
    'the reader may write log files',
    'LogArchive',
    gives('Reader', { Action: 's3:PutObject', Resource: LOG_FILE }),
    TRAIL,
  ],
  ['a reader for anybody', 'LogArchive', sets('AWS::IAM::Role', trust({ AWS: '*' })), READER],
  [
    'a reader for every role of the account',
    'LogArchive',
    (template) => {
      const { AssumeRolePolicyDocument: document } = firstOf(template, 'AWS::IAM::Role').Properties;
      const [statement] = (document as { Statement: { Condition: { ArnEquals?: unknown } }[] }).Statement;
      delete statement?.Condition.ArnEquals;
    },
    READER,
  ],
  ['every action of a service', 'Api', givesApi('dynamodb:*'), FULL],
  ['every action that begins so', 'Api', givesApi('dynamodb:Put*'), FULL],
  ['an action with a letter left open', 'Api', givesApi('dynamodb:PutIte?'), FULL],
  ['every action but some', 'Api', gives('api', { Resource: ARN }), FULL],
  ['every resource', 'Api', givesApi('cloudtrail:StartQuery', '*'), NAMED],
  ['every resource but some', 'Api', gives('api', { Action: 'cloudtrail:StartQuery' }), NAMED],
  ['every table', 'Api', givesApi('dynamodb:GetItem', `${TABLE}*`), OWN],
  ['tables of every installation', 'Api', givesApi('dynamodb:GetItem', `${TABLE}hourglass-????-x`), OWN],
  ['api may change audit events', 'Api', onAudit('dynamodb:UpdateItem'), AUDIT],
  ['api may drop audit events', 'Api', onAudit('dynamodb:DeleteItem'), AUDIT],
  [
    'the audit table refuses nothing',
    'Data',
    (template) => {
      for (const { Properties } of Object.values(template.Resources))
        for (const replica of (Properties.Replicas ?? []) as { ResourcePolicy?: unknown }[])
          delete replica.ResourcePolicy;
    },
    REFUSES,
  ],
  ['api may invoke activate-lease', 'Api', givesApi('lambda:InvokeFunction', ACTIVATE), INVOKES],
  [
    'a rule may invoke activate-lease',
    'Workflow',
    adds('AWS::Lambda::Permission', { FunctionName: ACTIVATE }),
    INVOKES,
  ],
  ['api may invoke some function', 'Api', givesApi('lambda:InvokeFunction', `${TABLE}x`), API],
  [
    'a role that nobody has',
    'Api',
    adds('AWS::IAM::Role', trust({ Service: 'lambda.amazonaws.com' })),
    ROLES,
  ],
  [
    'one role for two',
    'Workflow',
    (template) => {
      const all = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
      for (const { Properties } of all) Properties.Role = all[0]!.Properties.Role;
    },
    ROLES,
  ],
  ['a role for anybody', 'Api', sets('AWS::IAM::Role', trust({ AWS: '*' })), SERVICE],
  ['a role for another account', 'Api', sets('AWS::IAM::Role', trust({ AWS: '444455556666' })), SERVICE],
  [
    'a managed policy',
    'Api',
    sets('AWS::IAM::Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    NOWHERE,
  ],
  ['a policy in the role', 'Api', sets('AWS::IAM::Role', { Policies: [] }), NOWHERE],
  ['a policy beside the role', 'Api', adds('AWS::IAM::RolePolicy', {}), NOWHERE],
  ['a policy for a user', 'Api', sets('AWS::IAM::Policy', { Users: ['eve'] }), NOWHERE],
  ['standing access in a template', 'Api', adds('AWS::SSO::Assignment', {}), NOWHERE],
];

describe('wider rights are noticed:', () => {
  it.each(WIDER)('%s', (_, stack, change, promise) => {
    expect(RIGHTS[promise]?.(assembly.with(stack, change))).not.toEqual([]);
  });

  it('every promise is broken by one of these', () => {
    expect(Object.keys(RIGHTS).toSorted()).toEqual(
      [...new Set(WIDER.map(([, , , promise]) => promise))].toSorted(),
    );
  });

  // Of what else there is than policies of roles the table says nothing.
  const inPolicies = WIDER.filter(
    ([title, , , promise]) =>
      ![REFUSES, ROLES, SERVICE, READER, NOWHERE].includes(promise) && !title.startsWith('a rule'),
  );
  it.each(inPolicies)('%s: the reviewed table shows it', (_, stack, change) => {
    expect(tableOf(permissionsOf(assembly.with(stack, change)))).not.toBe(readFileSync(FILE, 'utf8'));
  });
});
