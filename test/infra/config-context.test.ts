import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ConfigError } from '../../lib/config/config-error';
import { EXAMPLE_CONFIG, readConfig } from '../../lib/config/read-config';

const read = (context: Record<string, unknown>) => readConfig(EXAMPLE_CONFIG, context);

describe('what the context says of a key', () => {
  it('counts instead of the file, at any depth, whether the file has the key or not', () => {
    expect(read({ 'hourglass.stage': 'dev', 'hourglass.logs.level': 'DEBUG' })).toMatchObject({
      stage: 'dev',
      logs: { level: 'DEBUG', retentionDays: 90 },
    });
  });

  it('is a number or a boolean where the key takes one, and stays text where it takes text', () => {
    const config = read({
      'hourglass.logs.retentionDays': '30',
      'hourglass.recordsRestored': 'true',
      'hourglass.account': '444455556666',
    });
    expect(config).toMatchObject({
      logs: { retentionDays: 30 },
      recordsRestored: true,
      account: '444455556666',
    });
  });

  it('may come from cdk.json with its type', () => {
    expect(read({ 'hourglass.identityCenter.callsPerSecond': 7 }).identityCenter.callsPerSecond).toBe(7);
  });

  it('makes a section that the file does not have', () => {
    const context = { 'hourglass.auditArchive.mode': 'governance', 'hourglass.auditArchive.years': '7' };
    expect(read(context).auditArchive).toEqual({ mode: 'governance', years: 7 });
  });

  it('leaves alone what belongs to others', () => {
    expect(read({ '@aws-cdk/core:checkSecretUsage': true, config: 'x.json', hourglassy: 1 }).stage).toBe(
      'prod',
    );
  });

  it.each([
    ['hourglass.log.level', 'DEBUG', 'hourglass.log.level: is the name of no key'],
    ['hourglass.logs', '{}', 'hourglass.logs: is the name of no key'],
    ['hourglass.', 'x', 'hourglass.: is the name of no key'],
    ['hourglass', { stage: 'dev' }, 'hourglass: name the key'],
    ['hourglass.stage', 'DEV', 'stage: must be up to 16 lower-case letters'],
    ['hourglass.logs.retentionDays', 'long', 'found "long"'],
    ['hourglass.logs.retentionDays', '42', 'found 42'],
    ['hourglass.recordsRestored', 'yes', 'found "yes"'],
    ['hourglass.identityCenter.callsPerSecond', '1e3', 'found "1e3"'],
    ['hourglass.identityCenter.callsPerSecond', '17.5', 'must be a whole number from 4 to 100'],
  ])('is refused by name when it is wrong: %s=%j', (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(ConfigError);
    expect(() => read({ [name]: value })).toThrow(message);
    expect(() => read({ [name]: value })).toThrow(name);
  });
});

it('stops the app with the message alone, before anything is built', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: join(__dirname, '..', '..'),
    env: { ...process.env, CDK_CONTEXT_JSON: '{"hourglass.stage":"DEV"}' },
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(
    /^ConfigError: .* with hourglass.stage cannot be used:\n {2}stage: must be[^\n]*\n$/,
  );
});
