import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { functions } from '../../lambdas/functions';
import { synthesized } from './support/assembly';
import { permissionsOf, tableOf } from './support/permissions';

const FILE = join(__dirname, 'permissions.txt');

/** All of these are all or nothing at AWS; the pages are named where they are granted. */
const NO_RESOURCE: Readonly<Record<string, RegExp>> = {
  'approval workflow': /^(logs:.*(LogDelivery|LogDeliveries|LogGroups|ResourcePolic(y|ies))|xray:\w+)$/,
  'ending workflow': /^(logs:.*(LogDelivery|LogDeliveries|LogGroups|ResourcePolic(y|ies))|xray:\w+)$/,
  'lease workflow': /^(logs:.*(LogDelivery|LogDeliveries|LogGroups|ResourcePolic(y|ies))|xray:\w+)$/,
  'sync-directory': /^organizations:(DescribeOrganization|ListRoots)$/,
};

/** Everybody writes traces, which have no names. */
const TRACES = /^xray:Put(TraceSegments|TelemetryRecords)$/;

const READS = /^\w+:(BatchGet|Describe|Get|IsMember|List|Query)/;

describe('who may do what', () => {
  const assembly = synthesized();
  const permissions = permissionsOf(assembly);
  const holders = (action: RegExp) => [
    ...new Set(permissions.filter((given) => action.test(given.action)).map(({ who }) => who)),
  ];

  it('is what was reviewed (UPDATE=1 rewrites permissions.txt)', () => {
    const table = tableOf(permissions);
    if (process.env.UPDATE === '1') writeFileSync(FILE, table);
    expect(table).toBe(readFileSync(FILE, 'utf8'));
  });

  it('lets only activate-lease create assignments and only end-lease delete them', () => {
    expect(holders(/^sso:CreateAccountAssignment$/)).toEqual(['activate-lease']);
    expect(holders(/^sso:DeleteAccountAssignment$/)).toEqual(['end-lease']);
  });

  it('lets nobody change anything else in Identity Center, the identity store, the organization or IAM', () => {
    const changes = permissions
      .map(({ action }) => action)
      .filter((action) => /^(sso|sso-directory|identitystore|organizations|iam|sts):/.test(action))
      .filter((action) => !READS.test(action));
    expect(new Set(changes)).toEqual(new Set(['sso:CreateAccountAssignment', 'sso:DeleteAccountAssignment']));
  });

  it('names every action in full', () => {
    expect(permissions.filter(({ action }) => action.includes('*'))).toEqual([]);
  });

  it('is about named resources wherever AWS has names for them', () => {
    const everywhere = permissions.filter(({ resource }) => resource === '*');
    expect(everywhere.length).toBeGreaterThan(0);
    expect(
      everywhere.filter(({ who, action }) => !TRACES.test(action) && !NO_RESOURCE[who]?.test(action)),
    ).toEqual([]);
  });

  it('is of one installation: a wildcard never stands for a table, queue, secret, function or state machine', () => {
    const own = /^(dynamodb|sqs|secretsmanager|lambda|states|ses):/;
    // Executions have no names before they are started; the state machine that they are of is named in full.
    const executions = /:execution:[\w-]+:\*$/;
    const wide = permissions.filter(
      ({ action, resource }) => own.test(action) && resource.replace(executions, '').includes('*'),
    );
    expect(wide).toEqual([]);
  });

  it('lets nobody change or drop an audit event', () => {
    const onAudit = permissions.filter(({ resource }) => resource.startsWith('Data/Audit/Table'));
    expect(new Set(onAudit.map(({ action }) => action))).toEqual(
      new Set([
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ]),
    );
  });

  it('gives every function a role of its own, with nothing from elsewhere', () => {
    const roles = assembly
      .all('AWS::Lambda::Function')
      .map(({ stack, resource }) => assembly.show(resource.Properties.Role, stack));
    expect(roles).toHaveLength(Object.keys(functions).length);
    expect(new Set(roles).size).toBe(roles.length);
    expect(assembly.all('AWS::IAM::ManagedPolicy')).toEqual([]);
    for (const { resource } of assembly.all('AWS::IAM::Role')) {
      expect(resource.Properties).not.toHaveProperty('ManagedPolicyArns');
      expect(resource.Properties).not.toHaveProperty('Policies');
    }
  });

  it('has no roles beside those of functions and workflows', () => {
    const workflows = ['approval workflow', 'lease workflow', 'ending workflow'];
    const names = new Set([...Object.keys(functions), ...workflows]);
    expect(new Set(permissions.map(({ who }) => who))).toEqual(names);
    expect(assembly.all('AWS::IAM::Role')).toHaveLength(names.size);
  });

  it('lets nobody but the workflows of leases and endings invoke the two functions that assign', () => {
    const invokers = permissions.filter(({ action }) => action.startsWith('lambda:'));
    const assigning = invokers.filter(({ resource }) => /activate-lease|end-lease/.test(resource));
    expect(assigning.map(({ who, resource }) => [who, resource])).toEqual([
      ['lease workflow', 'Workflow/Leases/activate-lease/Function'],
      ['lease workflow', 'Workflow/Leases/end-lease/Function'],
      ['ending workflow', 'Workflow/Leases/end-lease/Function'],
    ]);
    const open = assembly
      .all('AWS::Lambda::Permission')
      .map(({ stack, resource }) => assembly.show(resource.Properties.FunctionName, stack));
    expect(open.filter((place) => /activate-lease|end-lease/.test(place))).toEqual([]);
  });
});
