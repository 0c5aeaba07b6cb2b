import { TABLES } from '../../core/contract/tables';
import { synthesized } from './support/assembly';

const assembly = synthesized();

it('makes its stacks, named by stage', () => {
  expect(assembly.stacks).toEqual(
    ['Api', 'Data', 'Identity', 'LogArchive', 'Publish', 'Watch', 'Web', 'Workflow'].map(
      (part) => `Hourglass-prod-${part}`,
    ),
  );
});

it('names no partition: the same templates are for commercial Regions, GovCloud and China', () => {
  const texts = assembly.stacks.map((stack) => assembly.text(`${stack}.template.json`));
  expect(texts.join()).toContain('AWS::Partition');
  expect(texts.flatMap((text) => text.match(/.{0,40}arn:aws.{0,40}/g) ?? [])).toEqual([]);
});

describe('the tables', () => {
  const tables = assembly.all('AWS::DynamoDB::GlobalTable');
  const named = (name: string) => {
    const place = `Data/${name[0]?.toUpperCase()}${name.slice(1)}/Table`;
    return tables.find((table) => assembly.path(table) === place)?.resource;
  };

  it('are those of the contract', () => {
    expect(tables).toHaveLength(Object.keys(TABLES).length);
  });

  it.each(Object.entries(TABLES))('%s is protected and has the keys of the contract', (name, shape) => {
    const table = named(name);
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(table?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      ],
    });
    const keys = [shape.partitionKey, ...(shape.sortKey ? [shape.sortKey] : [])];
    expect(table?.Properties.KeySchema).toEqual(
      keys.map(({ name: AttributeName }, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
    );
    const indexes = (table?.Properties.GlobalSecondaryIndexes ?? []) as { IndexName: string }[];
    expect(indexes.map(({ IndexName }) => IndexName)).toEqual(shape.indexes.map((index) => index.name));
    expect(table?.Properties.TimeToLiveSpecification).toEqual(
      shape.timeToLive && { AttributeName: shape.timeToLive, Enabled: true },
    );
    expect(table?.Properties.StreamSpecification).toEqual(shape.stream && { StreamViewType: shape.stream });
  });

  it('let nobody at all change or drop an audit event', () => {
    expect(named('audit')?.Properties.Replicas).toMatchObject([
      {
        ResourcePolicy: {
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Deny',
                Principal: { AWS: '*' },
                Action: expect.arrayContaining([
                  'dynamodb:UpdateItem',
                  'dynamodb:DeleteItem',
                  'dynamodb:BatchWriteItem',
                ]),
              },
            ],
          },
        },
      },
    ]);
  });
});

describe('what runs without anybody waiting', () => {
  it('reconciles every minute, reads the directory and seals the audit trail every hour; what cannot be started is kept', () => {
    const rules = assembly
      .all('AWS::Events::Rule')
      .map(({ resource }) => resource.Properties)
      .filter(({ ScheduleExpression }) => ScheduleExpression !== undefined);
    expect(rules.map((rule) => String(rule.ScheduleExpression)).toSorted()).toEqual([
      'rate(1 hour)',
      'rate(1 hour)',
      'rate(1 minute)',
    ]);
    for (const { Targets } of rules)
      expect(Targets).toEqual([expect.objectContaining({ DeadLetterConfig: expect.anything() })]);
  });

  it('keeps the runs of the timers that failed', () => {
    const configs = assembly
      .all('AWS::Lambda::EventInvokeConfig')
      // What is not run again after a failure tells CloudFormation of it.
      .filter(({ resource }) => resource.Properties.MaximumRetryAttempts !== 0);
    expect(configs).toHaveLength(3);
    for (const { resource } of configs)
      expect(resource.Properties).toMatchObject({ DestinationConfig: { OnFailure: expect.anything() } });
  });

  it('keeps the names of workflows that did not succeed, and nothing of what they were about', () => {
    const [rule, ...others] = assembly
      .all('AWS::Events::Rule')
      .map(({ resource }) => resource.Properties)
      .filter(({ EventPattern }) => EventPattern !== undefined);
    expect(others).toEqual([]);
    expect(rule?.EventPattern).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: {
        status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
        stateMachineArn: ['approval', 'lease', 'ending'].map((name) => ({
          suffix: `:stateMachine:hourglass-prod-${name}`,
        })),
      },
    });
    expect(rule?.Targets).toMatchObject([
      {
        InputTransformer: {
          InputPathsMap: {
            'detail-name': '$.detail.name',
            'detail-stateMachineArn': '$.detail.stateMachineArn',
            'detail-status': '$.detail.status',
          },
        },
      },
    ]);
  });

  it('hands new audit events to notify, again when they fail, and keeps those that never work', () => {
    const [mapping, ...others] = assembly.all('AWS::Lambda::EventSourceMapping');
    expect(others).toEqual([]);
    expect(mapping?.resource.Properties).toMatchObject({
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: expect.anything() },
    });
  });

  it('keeps failures encrypted, for 14 days, reachable by TLS alone', () => {
    const queues = assembly.all('AWS::SQS::Queue');
    expect(queues).toHaveLength(3);
    for (const { resource } of queues)
      expect(resource.Properties).toMatchObject({
        MessageRetentionPeriod: 1_209_600,
        SqsManagedSseEnabled: true,
      });
    for (const { resource } of assembly.all('AWS::SQS::QueuePolicy'))
      expect(JSON.stringify(resource.Properties)).toContain('"aws:SecureTransport":"false"');
  });
});
