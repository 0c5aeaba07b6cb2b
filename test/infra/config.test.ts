import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../lib/config/config-error';
import { EXAMPLE_CONFIG, parseConfig, readConfig } from '../../lib/config/read-config';

type Part = Readonly<Record<string, unknown>>;
const example = () => JSON.parse(readFileSync(EXAMPLE_CONFIG, 'utf8')) as Part;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10';

/** What the refusal of a configuration says. */
function refusalOf(value: unknown): string {
  try {
    parseConfig(value, 'test');
    return '';
  } catch (error) {
    return error instanceof ConfigError ? error.message : String(error);
  }
}

/** The example, or another configuration, with one key such as `a.b` set to another value. */
function withKey(key: string, value: unknown, config: Part = example()): Part {
  const [first = '', ...rest] = key.split('.');
  if (rest.length === 0) return { ...config, [first]: value };
  const part = config[first];
  return { ...config, [first]: withKey(rest.join('.'), value, isPart(part) ? part : {}) };
}

it('takes the example and fills in what has a default', () => {
  expect(readConfig(EXAMPLE_CONFIG)).toMatchObject({
    stage: 'prod',
    mail: { name: 'Hourglass' },
    logs: { level: 'INFO', retentionDays: 90 },
    web: {},
  });
});

it('takes an address without the slash at its end', () => {
  const config = parseConfig(withKey('web.url', 'https://access.example.com/'), 'test');
  expect(config.web.url).toBe('https://access.example.com');
});

it.each([
  ['tags', { 'cost-centre': '4711', 'team:name': 'Blue + co' }],
  ['permissionsBoundary', 'team/Boundary'],
  ['permissionsBoundary', 'arn:aws:iam::111122223333:policy/team/Boundary'],
  ['permissionsBoundary', 'arn:aws:iam::aws:policy/PowerUserAccess'],
  ['kmsKeyArn', KEY],
  ['kmsKeyArn', KEY.replace(/[^/]*$/, `mrk-${'0'.repeat(32)}`)],
])('takes %s: %j', (key, value) => {
  expect(parseConfig(withKey(key, value), 'test')).toMatchObject({ [key]: value });
});

it('does without responders', () => {
  const config = parseConfig(withKey('identityCenter.responderGroupId', undefined), 'test');
  expect(config.identityCenter.responderGroupId).toBeUndefined();
});

const TABLE = {
  source: 'athena-table',
  roleArn: 'arn:aws:iam::444455556666:role/trail-reader',
  workGroup: 'security',
  database: 'trails',
  table: 'organization',
};

it('takes a table of the trail that exists already, and an event data store', () => {
  expect(parseConfig(withKey('activity', TABLE), 'test').activity).toMatchObject({
    ...TABLE,
    accountColumn: 'account',
    dayColumn: 'day',
    resultDays: 7,
  });
  const lake = { source: 'cloudtrail-lake', eventDataStoreId: '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10' };
  expect(parseConfig(withKey('activity', lake), 'test').activity).toEqual(lake);
});

describe('a wrong value is refused with its key, what is allowed, and what was found', () => {
  it.each([
    ['stage', 'Production!', 'up to 16 lower-case letters'],
    ['account', '1234', '12 digits'],
    ['stage', 'a-stage-of-far-too-many-letters', 'up to 16 lower-case letters'],
    ['account', 111122223333, 'expected string'],
    ['account', 'arn:aws:iam::111122223333:root', '12 digits'],
    ['managementAccount', 'root', '12 digits'],
    ['managementAccount', '111122223333', 'another account than account'],
    ['region', 'Ireland', 'a commercial or GovCloud Region such as eu-west-1'],
    ['region', 'eu-west-1a', 'a commercial or GovCloud Region'],
    ['region', 'us-iso-east-1', 'a commercial or GovCloud Region'],
    ['tags', ['team'], 'expected record'],
    ['tags', Object.fromEntries(Array.from({ length: 49 }, (_, at) => [`k${at}`, 'v'])), 'at most 48 tags'],
    ['tags.team', '', 'up to 256 letters'],
    ['tags.team', 'aws:team', 'not beginning with aws:'],
    ['tags.team', 7, 'expected string'],
    ['permissionsBoundary', 'a policy with spaces', 'the ARN or the name of a managed policy'],
    ['permissionsBoundary', 'arn:aws:iam::1:policy/x y', 'the ARN or the name of a managed policy'],
    [
      'permissionsBoundary',
      'arn:aws:iam::999999999999:policy/Boundary',
      'a policy of the account 111122223333',
    ],
    ['permissionsBoundary', 'arn:aws-cn:iam::111122223333:policy/Boundary', 'in the partition aws'],
    ['kmsKeyArn', 'alias/hourglass', 'the ARN of a key'],
    ['kmsKeyArn', 'arn:aws:kms:eu-west-1:111122223333:alias/hourglass', 'an alias is not enough'],
    ['kmsKeyArn', KEY.replace('eu-west-1', 'us-east-1'), 'in eu-west-1'],
    ['watch.topicArn', 'arn:aws:sns:us-east-1:111122223333:alarms', 'in eu-west-1'],
    ['kmsKeyArn', KEY.replace('arn:aws:', 'arn:aws-us-gov:'), 'in the partition aws'],
    ['identityCenter', 'ssoins-0123456789abcdef', 'expected object'],
    [
      'identityCenter.instanceId',
      'arn:aws:sso:::instance/ssoins-0123456789abcdef',
      'ssoins- and 16 characters',
    ],
    ['identityCenter.identityStoreId', 'd-12', 'd- and 10 characters'],
    ['identityCenter.identityStoreId', 7, 'expected string'],
    ['identityCenter.callsPerSecond', 3, 'a whole number from 4 to 100'],
    ['identityCenter.callsPerSecond', '18', 'a whole number from 4 to 100'],
    ['identityCenter.outstandingOperations', 16, 'a whole number from 4 to 15'],
    ['identityCenter.outstandingOperations', 4.5, 'a whole number from 4 to 15'],
    ['identityCenter.adminGroupId', 'the admins', 'an id'],
    ['identityCenter.auditorGroupId', '', 'an id'],
    ['identityCenter.responderGroupId', 'the responders', 'an id'],
    ['signIn.domainPrefix', 'aws-login', 'without aws, amazon or cognito'],
    ['signIn.domainPrefix', 'Hourglass', 'lower-case letters'],
    ['signIn.samlMetadataUrl', 'http://portal.example.com', 'an https address'],
    ['mail.from', 'hourglass', 'an email address'],
    ['mail.name', 'Hour <glass>', 'letters, digits'],
    ['mail.identity', '@', 'text'],
    ['activity.source', 'cloudwatch', 'athena, athena-table or cloudtrail-lake'],
    ['activity.trail.bucket', 'arn:aws:s3:::trail', 'the name of a bucket'],
    ['activity.trail.prefix', 'logs/', 'without slashes at its ends'],
    ['activity.trail.organizationId', 'r-ab12', 'o- and at least 10 characters'],
    ['activity.trail.account', '4444-5555-6666', '12 digits'],
    ['activity.trail.region', 'Frankfurt', 'Region such as eu-west-1'],
    ['activity.trail.kmsKeyArn', 'alias/trail', 'the ARN of a KMS key'],
    ['activity.trail.regions', [], 'at least one Region'],
    ['activity.scanLimitMegabytes', 5, 'from 10 to 7000000'],
    ['activity.resultDays', 60, 'from 1 to 45'],
    ['web.url', 'access.example.com', 'an https address'],
    ['auditArchive', true, 'expected object'],
    ['web.hosting', 'cloudfront', 'amplify'],
    ['web.hosting', 'own', 'needs web.url'],
    ['signIn.threatProtection', 'on', 'enforced'],
    ['signIn.waf', 'yes', 'boolean'],
    ['auditArchive.mode', 'forever', 'governance'],
    ['hardEnd', true, 'permission-set'],
    ['recordsRestored', 'yes', 'expected boolean'],
    ['$schema', 1, 'expected string'],
    ['auditArchive.years', 0, 'from 1 to 100'],
    ['auditArchive.years', 101, 'from 1 to 100'],
    ['edge.requestsPerMinute.reads', 59, 'from 60 to 6000'],
    ['edge.requestsPerMinute.dearReads', 601, 'from 10 to 600'],
    ['edge.requestsPerMinute.writes', 0, 'from 10 to 600'],
    ['edge.requestsPerMinute.writes', 20.5, 'a whole number'],
    ['edge.requestsPerMinute.writes', '60', 'a whole number'],
    ['machines', 'pipeline', 'expected array'],
    ['logs.level', 'LOUD', 'DEBUG'],
    ['logs.retentionDays', 42, '90'],
    ['watch.email', 'on call', 'an email address'],
    ['watch.topicArn', 'arn:aws:sns:eu-west-1:111122223333:calls.fifo', 'not a FIFO one'],
    ['watch.dashboard', 'yes', 'boolean'],
  ])('%s: %j', (key, value, allowed) => {
    const read = () => parseConfig(withKey(key, value), 'hourglass.config.json');
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(`${key}: `);
    expect(read).toThrow(allowed);
    expect(read).toThrow(`found ${JSON.stringify(value)}`);
  });

  it('says that alarms go to an address or to a topic, not to both', () => {
    const both = { email: 'a@example.com', topicArn: 'arn:aws:sns:eu-west-1:111122223333:calls' };
    const read = () => parseConfig(withKey('watch', both), 'hourglass.config.json');
    expect(read).toThrow('watch.email: cannot be used beside topicArn');
  });

  it.each([
    ['machines.0.name', [{ name: 'The Pipeline', scopes: ['audit.read'] }], 'lower-case letters'],
    ['machines.0.scopes', [{ name: 'pipeline', scopes: [] }], 'at least one scope'],
    ['machines.0.scopes', [{ name: 'pipeline', scopes: ['audit.read', 'audit.read'] }], 'a scope twice'],
    ['machines.0.scopes.0', [{ name: 'pipeline', scopes: ['requests.decide'] }], 'requests.read'],
    ['machines.0', [{ name: 'pipeline', scopes: ['audit.read'], secret: 'x' }], 'unknown secret'],
    [
      'machines',
      [
        { name: 'pipeline', scopes: ['audit.read'] },
        { name: 'pipeline', scopes: ['policies.read'] },
      ],
      'two machines of one name',
    ],
  ])('%s of %j', (key, machines, allowed) => {
    const read = () => parseConfig(withKey('machines', machines), 'hourglass.config.json');
    expect(read).toThrow(`${key}: `);
    expect(read).toThrow(allowed);
  });

  it.each([
    ['activity.roleArn', 'reader', 'the ARN of a role'],
    ['activity.workGroup', 'my group', 'the name of a workgroup'],
    ['activity.database', 'Trails', 'lower-case letters'],
    ['activity.table', 'a"; DROP TABLE x', 'lower-case letters'],
    ['activity.dayColumn', '', 'lower-case letters'],
    ['activity.resultDays', 0, 'a whole number from 1 to 45'],
  ])('of a table that exists already, %s: %j', (key, value, allowed) => {
    const read = () => parseConfig(withKey(key, value, withKey('activity', TABLE)), 'test');
    expect(read).toThrow(`${key}: must be ${allowed}`);
  });

  it.each([
    ['trail', 'the UUID'],
    [undefined, 'is missing'],
  ])('of CloudTrail Lake, eventDataStoreId: %j', (eventDataStoreId, allowed) => {
    const lake = withKey('activity', { source: 'cloudtrail-lake', eventDataStoreId });
    expect(() => parseConfig(lake, 'test')).toThrow(/activity\.eventDataStoreId: .*/);
    expect(() => parseConfig(lake, 'test')).toThrow(allowed);
  });

  it('of one source, when it belongs to another', () => {
    const mixed = withKey('activity.eventDataStoreId', '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10');
    expect(() => parseConfig(mixed, 'test')).toThrow('activity: unknown eventDataStoreId');
  });

  it('names a key that is missing and one that nobody knows, both at once', () => {
    const config = { ...withKey('account', undefined), colour: 'red' };
    const read = () => parseConfig(config, 'hourglass.config.json');
    expect(read).toThrow('account: is missing');
    expect(read).toThrow('unknown colour');
  });

  it.each([
    ['a section', { ...example(), loggs: {} }, 'the file: unknown loggs'],
    ['a key', withKey('mail.colour', 'red'), 'mail: unknown colour'],
    ['two keys', withKey('logs', { level: 'INFO', size: 1, colour: 2 }), 'logs: unknown size, colour'],
    ['a tag', withKey('tags.aws:team', 'blue'), 'tags.aws:team: must be up to 128 letters'],
  ])('names %s that nobody knows or that cannot be', (_, config, message) => {
    expect(() => parseConfig(config, 'test')).toThrow(message);
  });

  it.each([
    ['a whole section', withKey('identityCenter', undefined), 'identityCenter: is missing'],
    [
      'a key of a section',
      withKey('identityCenter.adminGroupId', undefined),
      'identityCenter.adminGroupId: is missing',
    ],
    ['what an option needs', withKey('auditArchive', { years: 7 }), 'auditArchive.mode: is missing'],
    ['everything', {}, 'account: is missing'],
  ])('names %s that is missing', (_, config, message) => {
    expect(() => parseConfig(config, 'test')).toThrow(message);
  });

  it('names everything that is wrong, one line each', () => {
    const config = { ...withKey('mail.from', 'nobody'), stage: 'A', region: 'mars', logs: { level: 'LOUD' } };
    const lines = refusalOf(config).split('\n').slice(1);
    expect(lines.map((line) => line.split(':')[0]?.trim())).toEqual([
      'stage',
      'region',
      'mail.from',
      'logs.level',
    ]);
  });

  it.each([
    ['a list', []],
    ['text', 'stage'],
    ['a number', 7],
    ['nothing', null],
  ])('refuses a file that is %s', (_, value) => {
    expect(refusalOf(value)).toContain('the file: Invalid input: expected object');
  });
});

describe('what does not go together is refused', () => {
  const url = 'https://access.example.com';
  const domain = { name: 'example.com', prefix: 'access' };
  const { signIn } = example();

  it.each<[string, object, string]>([
    [
      'a domain for hosting of one’s own',
      { web: { hosting: 'own', url, domain } },
      'web.domain: must be left out',
    ],
    ['a domain and an address', { web: { url, domain } }, 'web.url: must be left out beside web.domain'],
    ['no domain', { web: { domain: { name: 'Example', prefix: '' } } }, 'web.domain.name: must be a domain'],
    [
      'no label',
      { web: { domain: { name: 'example.com', prefix: 'a.b' } } },
      'web.domain.prefix: must be a label',
    ],
    [
      'China',
      { region: 'cn-north-1', web: { hosting: 'own', url } },
      'region: must be a Region with Cognito user pools',
    ],
    ['Amplify in GovCloud', { region: 'us-gov-west-1' }, 'web.hosting: must be own in us-gov-west-1'],
    [
      'a firewall where user pools take none',
      { region: 'us-gov-east-1', web: { hosting: 'own', url }, signIn: { ...(signIn as object), waf: true } },
      'signIn.waf: must be false in us-gov-east-1',
    ],
  ])('%s', (_, changes, said) => {
    expect(() => parseConfig({ ...example(), ...changes }, 'test')).toThrow(said);
  });
});

describe('a file that cannot be used', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-config-'));

  it('is named when it is missing', () => {
    const path = join(folder, 'missing.json');
    expect(() => readConfig(path)).toThrow(`${path} cannot be read`);
  });

  it('is named when it is not JSON', () => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, '{ "stage": ');
    expect(() => readConfig(path)).toThrow(`${path} is not JSON`);
  });
});
