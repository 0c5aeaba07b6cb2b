import { Template } from 'aws-cdk-lib/assertions';
import { Activity } from '../../lib/config/activity';
import { addLogArchive, addStacks } from '../../lib/add-stacks';
import { ActivityPlace } from '../../core/contract/activity-place';
import { athenaSql } from '../../aws/athena-sql';
import { TRAIL_COLUMNS } from '../../lib/constructs/activity/trail-columns';
import { addEverything, cdkApp, exampleConfig, stubBundles } from './support/installation';

const TRAIL = { bucket: 'trail', organizationId: 'o-exampleorgid' };
const athena = (trail: object = {}, more: object = {}) =>
  Activity.parse({ source: 'athena', trail: { ...TRAIL, ...trail }, ...more });

/** The stack that reads the trail, and what query-activity is told. */
function made(activity: Activity, stackName: string) {
  const app = cdkApp();
  addEverything(app, exampleConfig({ activity }));
  const assembly = app.synth();
  const template = Template.fromJSON(assembly.getStackByName(stackName).template);
  const api = JSON.stringify(assembly.getStackByName('Hourglass-prod-Api').template);
  return { assembly, template, api };
}

describe('the stack beside the trail', () => {
  const { assembly, template, api } = made(
    athena(
      { prefix: 'o-exampleorgid', account: '444455556666', region: 'eu-central-1' },
      { scanLimitMegabytes: 2_000, resultDays: 3 },
    ),
    'Hourglass-prod-LogArchive',
  );

  it('goes to the account and the Region of the bucket, which need no bootstrap', () => {
    const stack = assembly.getStackByName('Hourglass-prod-LogArchive');
    expect(stack.environment).toMatchObject({ account: '444455556666', region: 'eu-central-1' });
    expect(stack.assets).toEqual([]);
    expect(template.toJSON()).not.toHaveProperty('Parameters');
    expect(stack.requiresBootstrapStackVersion).toBeUndefined();
    expect(JSON.stringify(template.toJSON()).length).toBeLessThan(51_200);
  });

  it('computes the folders of the log files from the account, the Region and the day', () => {
    const [table] = Object.values(template.findResources('AWS::Glue::Table'));
    const { Parameters, PartitionKeys, StorageDescriptor } = table!.Properties.TableInput;
    expect(PartitionKeys.map(({ Name }: { Name: string }) => Name)).toEqual(['account', 'region', 'day']);
    expect(Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.account.type': 'injected',
      'projection.day.type': 'date',
      'projection.day.format': 'yyyy/MM/dd',
      'projection.region.values': expect.stringMatching(/(^|,)eu-west-1(,|$)/),
      'storage.location.template':
        's3://trail/o-exampleorgid/AWSLogs/o-exampleorgid/${account}/CloudTrail/${region}/${day}/',
    });
    expect(Parameters['projection.region.values']).not.toMatch(/cn-|gov-|iso/);
    expect(StorageDescriptor.Location).toBe('s3://trail/o-exampleorgid/AWSLogs/o-exampleorgid/');
  });

  it('has a column for everything that a query names', () => {
    const query = { permissionSetName: 'x', userId: 'x', userName: 'x', from: 0, to: 1 };
    const table = { database: 'd', table: 't', accountColumn: 'account', dayColumn: 'day' };
    const { text } = athenaSql(table, { accountId: '111122223333', ...query });
    const named = text.match(/\b[a-z]+[A-Z]\w*(\.\w+)*/g) ?? [];
    const types = new Map(TRAIL_COLUMNS);
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) {
      const [column = '', ...fields] = name.toLowerCase().split('.');
      expect([...types.keys()]).toContain(column);
      for (const field of fields) expect(types.get(column)).toContain(`${field}:`);
    }
  });

  it('limits what a query may read, and keeps results for some days, encrypted, for nobody else', () => {
    template.hasResourceProperties('AWS::Athena::WorkGroup', {
      Name: 'hourglass-prod-activity',
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: 2_000_000_000,
        ResultConfiguration: {
          EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
          ExpectedBucketOwner: { Ref: 'AWS::AccountId' },
        },
      },
    });
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        LifecycleConfiguration: { Rules: [{ ExpirationInDays: 3, Status: 'Enabled' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
    expect(JSON.stringify(template.findResources('AWS::S3::BucketPolicy'))).toContain(
      '"aws:SecureTransport":"false"',
    );
  });

  it('changes no policy of a bucket or key that was there before', () => {
    expect(Object.keys(template.findResources('AWS::S3::BucketPolicy'))).toHaveLength(1);
    const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>);
    expect([...new Set(types.map(({ Type }) => Type))].toSorted()).toEqual([
      'AWS::Athena::WorkGroup',
      'AWS::Glue::Database',
      'AWS::Glue::Table',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
    ]);
  });

  it('lets the role of query-activity alone read it, from inside the organization', () => {
    const [role, ...others] = Object.values(template.findResources('AWS::IAM::Role'));
    expect(others).toEqual([]);
    expect(role!.Properties.RoleName).toBe('hourglass-prod-activity-reader');
    const { Statement } = role!.Properties.AssumeRolePolicyDocument;
    expect(Statement).toHaveLength(1);
    expect(Statement[0].Condition.StringEquals).toEqual({ 'aws:PrincipalOrgID': 'o-exampleorgid' });
    const { ArnEquals } = Statement[0].Condition;
    expect(JSON.stringify(ArnEquals)).toContain(':iam::111122223333:role/hourglass-prod-query-activity"');
    expect(api).toContain('"RoleName":"hourglass-prod-query-activity"');
  });

  it('is what query-activity is told', () => {
    const told = /"ACTIVITY_SOURCE":(\{"Fn::Join":\["",\[.*?\]\]\})/.exec(api)?.[1] ?? '';
    const [, parts] = (JSON.parse(told) as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
    const text = parts.map((part) => (typeof part === 'string' ? part : 'aws')).join('');
    expect(ActivityPlace.parse(JSON.parse(text))).toEqual({
      source: 'athena',
      region: 'eu-central-1',
      roleArn: 'arn:aws:iam::444455556666:role/hourglass-prod-activity-reader',
      workGroup: 'hourglass-prod-activity',
      database: 'hourglass_prod_activity',
      table: 'organization_trail',
      accountColumn: 'account',
      dayColumn: 'day',
      resultDays: 3,
    });
  });
});

describe('other sources', () => {
  it('a bucket in the account of the installation: the stack is one of its own', () => {
    const { assembly, template } = made(
      athena({ regions: ['eu-west-1', 'us-east-1'], kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/k' }),
      'Hourglass-prod-Activity',
    );
    expect(assembly.stacks.map(({ stackName }) => stackName)).not.toContain('Hourglass-prod-LogArchive');
    expect(JSON.stringify(template.toJSON())).toContain('"projection.region.values":"eu-west-1,us-east-1"');
    const policies = JSON.stringify(template.findResources('AWS::IAM::Policy'));
    expect(policies).toContain(
      '{"Action":"kms:Decrypt","Effect":"Allow","Resource":"arn:aws:kms:eu-west-1:111122223333:key/k"}',
    );
  });

  it('a Region of another partition: its Regions are looked at', () => {
    const config = exampleConfig({ region: 'cn-north-1', activity: athena({ account: '444455556666' }) });
    const app = cdkApp();
    addLogArchive(app, config);
    const { template } = app.synth().getStackByName('Hourglass-prod-LogArchive');
    expect(JSON.stringify(template)).toContain('"projection.region.values":"cn-north-1,cn-northwest-1"');
  });

  it.each([
    [{ source: 'cloudtrail-lake', eventDataStoreId: '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10' }],
    [
      {
        source: 'athena-table',
        roleArn: 'arn:aws:iam::444455556666:role/trail-reader',
        workGroup: 'security',
        database: 'trails',
        table: 'organization',
      },
    ],
  ])('%j: nothing is made for it, in no account', (raw) => {
    const activity = Activity.parse(raw);
    const app = cdkApp();
    addStacks(app, exampleConfig({ activity }), stubBundles());
    const names = app.synth().stacks.map(({ stackName }) => stackName);
    expect(names).not.toContain('Hourglass-prod-Activity');
    expect(() => addLogArchive(cdkApp(), exampleConfig({ activity }))).toThrow('activity.trail.account');
  });
});
