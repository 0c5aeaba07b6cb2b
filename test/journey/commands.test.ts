import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig } from '../../lib/config/read-config';
import { keepWorkflow } from '../../local/laptop/dead-letters';
import { LINK_SECRET_ID } from '../../local/places';
import { type Ended, runNpmScript } from '../support/command';
import { useLaptop } from '../support/laptop';

// A process that loads the SDK takes a second or two, and several may share a core.
jest.setTimeout(120_000);

// Fewer rounds than every minute: time is moved below, and nothing here is about them.
const lab = useLaptop(() => ({ reconcileEvery: 10 }));
const folder = mkdtempSync(join(tmpdir(), 'hourglass-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
const onLaptop = () => ['--laptop', lab.laptop.url];
const written = (name: string, content: unknown) => {
  writeFileSync(file(name), JSON.stringify(content));
  return file(name);
};
/** What docs/LAPTOP.md exports for commands that have no `--laptop`. */
const variables = async () => ({
  AWS_ENDPOINT_URL: (await installation()).endpoint,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
const Installation = z.object({ endpoint: z.string(), configuration: z.looseObject({}) });
const installation = async () =>
  Installation.parse(await (await fetch(`${lab.laptop.url}/local/installation`)).json());

/** A command that did what it is for, without a word of complaint. */
function done({ code, stdout, stderr }: Ended): string {
  expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: '', stdout });
  return stdout;
}

/** A command that could do nothing: one says why, and nobody sees a stack. */
function refused({ code, stdout, stderr }: Ended): string {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toMatch(/^ {4}at /m);
  return stderr;
}

test('a command tells how it is called, with and without options of its own', async () => {
  const names = ['policies', 'rotate-link-key', 'verify'];
  const ended = await Promise.all(names.map((name) => runNpmScript(name, ['--help'])));
  for (const [index, one] of ended.entries())
    expect(done(one)).toMatch(new RegExp(`^npm run ${names[index]} .*\\nExit code 0: .* 2: `, 's'));
});

test('an installation is looked at, and ended', async () => {
  expect(done(await runNpmScript('doctor', onLaptop()))).toMatch(/as it is deployed/);
  const target = await lab.fresh();
  await lab.granted('mateo', target, { minutes: 120 });
  expect(done(await runNpmScript('uninstall', onLaptop()))).toMatch(
    /^Live leases: [1-9], .*\nNothing was changed/s,
  );
  expect(lab.holds(lab.userId('mateo'), target)).toBe(true);
  const said = done(await runNpmScript('uninstall', [...onLaptop(), '--yes', '--despite-findings']));
  expect(said).toMatch(
    /^Activations are stopped.*\nNothing is left\..*npx cdk destroy Hourglass-laptop-Data/s,
  );
  expect(lab.holds(lab.userId('mateo'), target)).toBe(false);
});

test('a configuration is written', async () => {
  const config = file('written.json');
  const keys = {
    'identityCenter.adminGroupId': 'hourglass-admins',
    'identityCenter.auditorGroupId': 'hourglass-auditors',
    'activity.source': 'cloudtrail-lake',
    'activity.eventDataStoreId': '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10',
  };
  const set = Object.entries(keys).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const args = [...onLaptop(), '--config', config, ...set];
  expect(done(await runNpmScript('init', args))).toMatch(/Written/);
  expect(readConfig(config)).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
  expect(refused(await runNpmScript('init', args))).toMatch(/is there already; --force writes over it/);
});

test('policies are saved, and looked at before they are added', async () => {
  const exported = await runNpmScript('policies', ['export', file('policies.json'), ...onLaptop()]);
  expect(done(exported)).toMatch(/policies and the settings are in/);
  const imported = await runNpmScript('policies', ['import', file('policies.json'), ...onLaptop()]);
  expect(done(imported)).toMatch(/^(\S+ ?(".*")?: (is there|are so)\n)+$/);
});

test('the audit trail is verified, and so is its export', async () => {
  const live = await runNpmScript('verify', [...onLaptop(), '--export', file('export')]);
  expect(done(live)).toMatch(/^The audit trail holds\./);
  const offline = ['--roots', file('export'), '--public-key', file('export/public-key.pem')];
  expect(done(await runNpmScript('verify', offline))).toMatch(/^The audit trail holds\./);
});

test('what has failed is told and done once more', async () => {
  const machine = {
    machineName: 'hourglass-lease',
    machineArn: 'arn:aws:states:::stateMachine:hourglass-lease',
  };
  keepWorkflow(lab.services.sqs, { ...machine, name: 'lost', status: 'ABORTED' });
  await lab.advance(40);
  const told = await runNpmScript('replay', [...onLaptop(), '--queue', 'failed-workflows']);
  expect(told).toMatchObject({ code: 1, stderr: '' });
  // By the laptop's clock, which is ahead of that of the command's process.
  expect(told.stdout).toMatch(/: 1 message, the oldest 4\d minutes old\n/);
  expect(told.stdout).toMatch(/execution lost: ABORTED\nNothing was changed\. --apply/);
  expect(done(await runNpmScript('replay', [...onLaptop(), '--apply']))).toMatch(/reconcile went through/);
});

test('what has no option for the laptop edition is pointed at it by the variables of the SDK', async () => {
  const { configuration } = await installation();
  const web = { hosting: 'own', url: 'https://access.example.com' };
  const config = ['--config', written('laptop.json', { ...configuration, web })];
  const { user, target } = await held();
  const trial = ['--account', target.accountId, '--permission-set', target.permissionSetArn, '--user', user];
  const env = await variables();
  const [rotated, migrated, saml, shown] = await Promise.all([
    runNpmScript('rotate-link-key', ['--secret', LINK_SECRET_ID], env),
    runNpmScript('migrate', ['--table', 'requests', '--name', 'hourglass-requests'], env),
    runNpmScript('saml', config, env),
    runNpmScript('confirm-hard-end', trial, env),
  ]);
  expect(done(rotated)).toMatch(/^A new key signs links/);
  expect(done(migrated)).toMatch(/nothing to do|items looked at/);
  expect(done(saml)).toMatch(/Application ACS URL +http.*\/auth\/saml2\/idpresponse/);
  expect(done(shown)).toMatch(/Nothing was changed/);
});

/** Somebody who holds something. */
async function held() {
  const target = await lab.target('payments-api-prod', 'ReadOnlyAccess');
  return { user: lab.userId('rui'), target };
}

test('what an installation costs is counted in templates', async () => {
  written('One.template.json', { Resources: { Key: { Type: 'AWS::KMS::Key' } } });
  const counted = await runNpmScript('cost', ['--templates', folder, '--people', '10']);
  expect(done(counted)).toMatch(/KMS/);
});

test('what cannot be done is said with a way to mend it, and never with a stack', async () => {
  const broken = written('broken.json', { eligibility: 'all' });
  const nowhere = ['--api', lab.laptop.url, '--token-file', written('token.txt', 'x')];
  const example = ['-c', 'hourglass.config.example.json'];
  const ended = await Promise.all([
    runNpmScript('doctor', ['--colour']),
    runNpmScript('uninstall', ['--laptop', 'http://localhost:1']),
    runNpmScript('policies', ['import', broken, ...onLaptop()]),
    runNpmScript('policies', ['export', file('other.json'), ...nowhere]),
    runNpmScript('replay', example),
    runNpmScript('web', ['--out', file('site'), '--config', 'hourglass.config.example.json']),
  ]);
  const [option, laptop, policies, api, credentials, web] = ended.map(refused);
  expect(option).toMatch(/^Unknown option '--colour'\n\nHow it is called: npm run doctor -- --help\n$/);
  expect(laptop).toMatch(/^No laptop edition answers at http:\/\/localhost:1\b/);
  expect(policies).toMatch(/broken\.json is not what npm run policies -- export writes:\n {2}eligibility: /);
  expect(api).toMatch(/not as the API of Hourglass answers\. Is http\S+ the output ApiUrl\?/);
  expect(credentials).toMatch(/^AWS cannot be asked: .*AWS_PROFILE=<profile>/);
  expect(web).toMatch(/^web\.url is not set/);
  expect(() => readFileSync(file('other.json'))).toThrow('ENOENT');
});
