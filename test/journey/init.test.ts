import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../lib/config/read-config';
import { discoverAws } from '../../scripts/init/discovery';
import { readOptions } from '../../scripts/init/options';
import { runInit } from '../../scripts/init/run';
import { TestLaptop } from '../support/laptop';

const laptop = new TestLaptop();
beforeAll(() => laptop.start());
afterAll(() => laptop.stop());

const ANSWERS = {
  'identityCenter.adminGroupId': 'hourglass-admins',
  'identityCenter.auditorGroupId': 'hourglass-auditors',
  'identityCenter.responderGroupId': 'hourglass-responders',
  'activity.source': 'cloudtrail-lake',
  'activity.eventDataStoreId': '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10',
};

/** Runs the command with nobody at the terminal. */
async function init() {
  const config = join(mkdtempSync(join(tmpdir(), 'hourglass-init-')), 'hourglass.config.json');
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const flags = Object.entries(ANSWERS).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const run = runInit(readOptions(['--config', config, ...flags]), {
    discovery: discoverAws({ AWS_REGION: 'eu-west-1' }, say),
    terminal: undefined,
    say,
    someLetters: () => 'a1b2c3',
  });
  const problem = await run.then(() => undefined, String);
  return { config, problem, complaints: said.filter((line) => line.startsWith('AWS was asked')) };
}

it('a configuration of the laptop edition is found through the SDK, but for what nobody can know', async () => {
  const { config, problem, complaints } = await init();
  expect({ problem, complaints }).toEqual({ problem: undefined, complaints: [] });
  const { ssoAdmin, identityStore } = laptop.services;
  expect(readConfig(config)).toMatchObject({
    account: '111122223333',
    region: 'eu-west-1',
    identityCenter: {
      instanceId: ssoAdmin.instance.instanceArn.split('/')[1],
      identityStoreId: identityStore.identityStoreId,
      adminGroupId: await laptop.idOf('groups', 'hourglass-admins'),
      auditorGroupId: await laptop.idOf('groups', 'hourglass-auditors'),
      responderGroupId: await laptop.idOf('groups', 'hourglass-responders'),
    },
    mail: { from: 'hourglass@example.com' },
    signIn: { domainPrefix: 'hourglass-a1b2c3' },
  });
});

it('what AWS does not let the caller see is said, and asked for like everything that was not found', async () => {
  laptop.services.faults.add({ kind: 'deny', service: 'ses', operation: 'ListIdentities' });
  try {
    const { config, problem, complaints } = await init();
    expect(complaints).toEqual([expect.stringMatching(/^AWS was asked for identities of SES: not allowed/)]);
    expect(problem).toMatch(/mail.from: is missing/);
    expect(existsSync(config)).toBe(false);
  } finally {
    laptop.services.faults.clear();
  }
});
