import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly } from './support/assembly';
import { exampleConfig, synthesize, TRAIL_AT_HOME } from './support/installation';
import { type Permission, permissionsOf } from './support/permissions';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10';
const archive = { mode: 'compliance', years: 7 } as const;
const hardEnd = 'permission-set' as const;
const options = { auditArchive: archive, hardEnd, activity: TRAIL_AT_HOME };
const without = new Assembly(synthesize(exampleConfig(options)));
const withKey = new Assembly(synthesize(exampleConfig({ kmsKeyArn: KEY, ...options })));

const propertiesOf = (assembly: Assembly, type: string) =>
  assembly.all(type).map(({ resource }) => resource.Properties);
const usesOf = (assembly: Assembly) =>
  permissionsOf(assembly).filter(({ action, resource }) => action.startsWith('kms:') && resource === KEY);

describe('with a key of its own', () => {
  it('an installation encrypts every table with it', () => {
    const tables = propertiesOf(withKey, 'AWS::DynamoDB::GlobalTable');
    expect(tables).toHaveLength(5);
    for (const table of tables)
      expect(table).toMatchObject({
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        Replicas: [{ SSESpecification: { KMSMasterKeyId: KEY } }],
      });
  });

  it.each([
    ['AWS::Logs::LogGroup', { KmsKeyId: KEY }],
    ['AWS::SQS::Queue', { KmsMasterKeyId: KEY, SqsManagedSseEnabled: false }],
    ['AWS::SecretsManager::Secret', { KmsKeyId: KEY }],
    ['AWS::SNS::Topic', { KmsMasterKeyId: KEY }],
    [
      'AWS::S3::Bucket',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: { KMSMasterKeyID: KEY, SSEAlgorithm: 'aws:kms' },
            },
          ],
        },
      },
    ],
  ])('and every %s', (type, expected) => {
    const all = propertiesOf(withKey, type);
    expect(all.length).toBeGreaterThan(0);
    for (const one of all) expect(one).toMatchObject(expected);
  });

  it('lets functions use it through the services that they use anyway, never by themselves', () => {
    const uses = usesOf(withKey);
    expect(uses.length).toBeGreaterThan(0);
    for (const { condition } of uses)
      expect(condition).toMatch(
        /^StringEquals kms:ViaService (dynamodb|sqs|secretsmanager|s3)\.\$\{Region\}\.amazonaws\.com, /,
      );
    expect(uses.filter(({ action }) => /\*|Grant|Put|Delete|Disable|Schedule/.test(action))).toEqual([]);
  });

  it('gives it to each function that has a table, a secret, a queue or the archive, and to no other', () => {
    const holders = (given: readonly Permission[], action: RegExp) =>
      new Set(given.filter((one) => action.test(one.action)).map(({ who }) => who));
    const all = permissionsOf(withKey);
    const via = (service: string) =>
      new Set(
        usesOf(withKey)
          .filter(({ condition }) => condition.includes(` ${service}.`))
          .map(({ who }) => who),
      );
    expect(via('dynamodb')).toEqual(holders(all, /^dynamodb:/));
    expect(via('secretsmanager')).toEqual(holders(all, /^secretsmanager:GetSecretValue$/));
    expect(via('sqs')).toEqual(holders(all, /^sqs:/));
    expect(via('s3')).toEqual(holders(all, /^s3:PutObject$/));
  });

  it('changes nothing else: the other rights are those without it', () => {
    const rest = (assembly: Assembly) => permissionsOf(assembly).filter(({ resource }) => resource !== KEY);
    expect(rest(withKey)).toEqual(rest(without));
  });
});

describe('without one', () => {
  it('nobody may use any key but that of the roots', () => {
    const actions = permissionsOf(without).filter(({ action }) => action.startsWith('kms:'));
    expect(new Set(actions.map(({ action }) => action))).toEqual(new Set(['kms:Sign', 'kms:GetPublicKey']));
  });
});

it('the guide says which services the policy of the key has to name', () => {
  const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'DEPLOY.md'), 'utf8');
  const [, section = ''] = guide.split('### A key of your own');
  for (const service of ['logs.', 'events.amazonaws.com', 'cloudwatch.amazonaws.com'])
    expect(section.split('\n#')[0]).toContain(service);
});
