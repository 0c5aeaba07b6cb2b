import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../lib/config/config-error';
import { EXAMPLE_CONFIG, parseConfig, readConfig } from '../../lib/config/read-config';

type Raw = Record<string, Record<string, unknown> | string | undefined>;
const example = () => JSON.parse(readFileSync(EXAMPLE_CONFIG, 'utf8')) as Raw;

/** The example with one key, `a.b` or `a`, set to another value. */
function withKey(key: string, value: unknown): Raw {
  const [first = '', second] = key.split('.');
  const config = example();
  const part = config[first];
  const changed =
    second === undefined ? value : { ...(typeof part === 'object' ? part : {}), [second]: value };
  return { ...config, [first]: changed } as Raw;
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

it('does without responders', () => {
  const config = parseConfig(withKey('identityCenter.responderGroupId', undefined), 'test');
  expect(config.identityCenter.responderGroupId).toBeUndefined();
});

describe('a wrong value is refused with its key, what is allowed, and what was found', () => {
  it.each([
    ['stage', 'Production!', 'up to 16 lower-case letters'],
    ['account', '1234', '12 digits'],
    ['region', 'Ireland', 'a Region such as eu-west-1'],
    [
      'identityCenter.instanceId',
      'arn:aws:sso:::instance/ssoins-0123456789abcdef',
      'ssoins- and 16 characters',
    ],
    ['identityCenter.identityStoreId', 'd-12', 'd- and 10 characters'],
    ['identityCenter.adminGroupId', 'the admins', 'an id'],
    ['identityCenter.responderGroupId', 'the responders', 'an id'],
    ['signIn.domainPrefix', 'aws-login', 'without aws, amazon or cognito'],
    ['signIn.samlMetadataUrl', 'http://portal.example.com', 'an https address'],
    ['mail.from', 'hourglass', 'an email address'],
    ['mail.name', 'Hour <glass>', 'letters, digits'],
    ['activity.eventDataStoreId', 'trail', 'the UUID'],
    ['web.url', 'access.example.com', 'an https address'],
    ['auditArchive.mode', 'forever', 'governance'],
    ['auditArchive.years', 0, 'from 1 to 100'],
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

  it('names a key that is missing and one that nobody knows, both at once', () => {
    const config = { ...withKey('account', undefined), colour: 'red' };
    const read = () => parseConfig(config, 'hourglass.config.json');
    expect(read).toThrow('account: is missing');
    expect(read).toThrow('unknown colour');
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
