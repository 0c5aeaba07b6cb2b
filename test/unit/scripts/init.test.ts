import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../lib/config/read-config';
import type { Discovery } from '../../../scripts/init/discovery';
import type { Terminal } from '../../../scripts/init/fill';
import { readOptions } from '../../../scripts/init/options';
import { runInit } from '../../../scripts/init/run';

const folder = mkdtempSync(join(tmpdir(), 'hourglass-init-'));
let files = 0;
const freshFile = () => join(folder, `${(files += 1)}.json`);

const ADMINS = { id: '11111111-1111-1111-1111-111111111111', name: 'admins' };
const AUDITORS = { id: '22222222-2222-2222-2222-222222222222', name: 'the auditors' };
const INSTANCE = { id: 'ssoins-0123456789abcdef', identityStoreId: 'd-0123456789' };
const LAKE = {
  'activity.source': 'cloudtrail-lake',
  'activity.eventDataStoreId': '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10',
};

/** An account in which everything can be found, but for what is changed. */
const found = (changes: Partial<Discovery> = {}): Discovery => ({
  account: async () => '111122223333',
  region: () => 'eu-west-1',
  instances: async () => [INSTANCE],
  groups: async () => [ADMINS, AUDITORS],
  mailIdentities: async () => ['example.com'],
  ...changes,
});

const nothing: Discovery = {
  account: async () => undefined,
  region: () => undefined,
  instances: async () => [],
  groups: async () => [],
  mailIdentities: async () => [],
};

/** Somebody who answers by key; what a suggestion offers is taken where nothing else is to be said. */
class Person implements Terminal {
  readonly asked: string[] = [];
  readonly refused: string[] = [];
  readonly heard: string[] = [];

  constructor(
    private readonly answers: Readonly<Record<string, readonly string[] | string>>,
    private readonly agrees = true,
  ) {}

  say(line: string): void {
    this.heard.push(line);
  }

  async text(
    question: string,
    problemOf: (text: string) => string | undefined,
    suggestion?: string,
  ): Promise<string> {
    for (const answer of this.#answersTo(question) ?? (suggestion === undefined ? [] : [suggestion])) {
      const problem = problemOf(answer);
      if (problem === undefined) return answer;
      this.refused.push(problem);
    }
    throw new Error(`Nothing to say to ${question}`);
  }

  async choose(question: string, choices: readonly { readonly value: string; readonly name: string }[]) {
    const [wanted] = this.#answersTo(question) ?? [];
    const choice = choices.find(({ value, name }) => value === wanted || name === wanted) ?? choices[0];
    if (!choice) throw new Error(`Nothing to choose from at ${question}`);
    return choice.value;
  }

  async yes(question: string): Promise<boolean> {
    this.asked.push(question);
    return this.agrees;
  }

  #answersTo(question: string): readonly string[] | undefined {
    const [key = ''] = question.split(': ');
    this.asked.push(key);
    const answers = this.answers[key];
    return typeof answers === 'string' ? [answers] : answers;
  }
}

async function init(args: readonly string[], discovery: Discovery, terminal?: Terminal) {
  const config = freshFile();
  const said: string[] = [];
  const options = readOptions(['--config', config, ...args]);
  const run = () =>
    runInit(options, {
      discovery,
      terminal,
      say: (line) => void said.push(line),
      someLetters: () => 'a1b2c3',
    });
  return { config, said, run };
}

const flags = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).flatMap(([key, value]) => ['--set', `${key}=${value}`]);

const groups = { 'identityCenter.adminGroupId': 'admins', 'identityCenter.auditorGroupId': 'the auditors' };

describe('with a person at the terminal', () => {
  it('asks for what cannot be found alone, and writes a configuration that can be used', async () => {
    const person = new Person({ ...groups, ...LAKE, 'mail.from': 'hourglass@example.com' });
    const { config, run } = await init([], found(), person);
    expect(await run()).toBe(true);
    expect(person.asked).not.toContain('identityCenter.instanceId');
    expect(person.asked).not.toContain('identityCenter.identityStoreId');
    expect(readConfig(config)).toMatchObject({
      account: '111122223333',
      region: 'eu-west-1',
      identityCenter: {
        instanceId: INSTANCE.id,
        identityStoreId: INSTANCE.identityStoreId,
        adminGroupId: ADMINS.id,
        auditorGroupId: AUDITORS.id,
      },
      signIn: { domainPrefix: 'hourglass-a1b2c3' },
      mail: { from: 'hourglass@example.com' },
    });
    expect(readFileSync(config, 'utf8')).toMatch(
      /^\{\n {2}"\$schema": ".\/hourglass.schema.json",\n {2}"account"/,
    );
  });

  it('asks again until the answer is one that the schema takes', async () => {
    const person = new Person({
      account: ['the account', '111122223333'],
      region: ['Ireland', 'eu-west-1'],
      'identityCenter.instanceId': ['arn:aws:sso:::instance/ssoins-0123456789abcdef', INSTANCE.id],
      'identityCenter.identityStoreId': ['d-1', 'd-0123456789'],
      'identityCenter.adminGroupId': ['the admins', ADMINS.id],
      'identityCenter.auditorGroupId': AUDITORS.id,
      'mail.from': ['nobody', 'hourglass@example.com'],
      ...LAKE,
    });
    const { config, run } = await init([], nothing, person);
    await run();
    expect(person.refused).toEqual([
      'must be 12 digits',
      'must be a commercial or GovCloud Region such as eu-west-1',
      'must be the end of the instance ARN: ssoins- and 16 characters',
      'must be an identity store id: d- and 10 characters',
      'must be an id as the Identity Center console shows it',
      'must be an email address',
    ]);
    expect(readConfig(config).mail.from).toBe('hourglass@example.com');
  });

  it('offers responders once everything else is known', async () => {
    const person = new Person({ ...groups, ...LAKE, 'identityCenter.responderGroupId': 'the auditors' });
    const { config, run } = await init([], found(), person);
    await run();
    expect(readConfig(config).identityCenter.responderGroupId).toBe(AUDITORS.id);
  });

  it('lets choose among several instances, and takes the identity store of the one that was chosen', async () => {
    const other = { id: 'ssoins-fedcba9876543210', identityStoreId: 'd-9876543210', name: 'other' };
    const person = new Person({ ...groups, ...LAKE, 'identityCenter.instanceId': other.id });
    const { config, run } = await init([], found({ instances: async () => [INSTANCE, other] }), person);
    await run();
    expect(readConfig(config).identityCenter).toMatchObject({
      instanceId: other.id,
      identityStoreId: other.identityStoreId,
    });
  });

  it('shows what it will write, and writes nothing without a yes', async () => {
    const { config, said, run } = await init([], found(), new Person({ ...groups, ...LAKE }, false));
    expect(await run()).toBe(false);
    expect(said.join()).toContain(`"adminGroupId": "${ADMINS.id}"`);
    expect(existsSync(config)).toBe(false);
  });

  it('asks before it writes over a file', async () => {
    const person = new Person({ ...groups, ...LAKE }, false);
    const { config, run } = await init([], found(), person);
    writeFileSync(config, 'mine');
    await run();
    expect(person.asked.at(-1)).toBe(`Write over ${config}?`);
    expect(readFileSync(config, 'utf8')).toBe('mine');
  });
});

describe('with nobody to ask', () => {
  const given = { ...groups, ...LAKE };

  it('takes flags, and names of groups for their ids', async () => {
    const { config, run } = await init(
      flags({ ...given, stage: 'dev', 'logs.retentionDays': '30' }),
      found(),
    );
    await run();
    expect(readConfig(config)).toMatchObject({
      stage: 'dev',
      logs: { retentionDays: 30 },
      identityCenter: { adminGroupId: ADMINS.id },
    });
  });

  it('takes a file of answers, and flags over it', async () => {
    const answers = freshFile();
    writeFileSync(answers, JSON.stringify({ stage: 'dev', mail: { from: 'access@example.org' } }));
    const { config, run } = await init(
      ['--answers', answers, ...flags({ ...given, stage: 'test' })],
      found(),
    );
    await run();
    expect(readConfig(config)).toMatchObject({ stage: 'test', mail: { from: 'access@example.org' } });
  });

  it.each([
    [
      'what is missing',
      flags({ ...LAKE }),
      found(),
      /identityCenter.adminGroupId: is missing; it could be admins, the auditors/,
    ],
    ['what was not found', flags({ ...given }), nothing, /account: is missing/],
    [
      'a key that does not exist',
      flags({ ...given, colour: 'red' }),
      found(),
      /colour: is the name of no key/,
    ],
    ['a value that cannot be', flags({ ...given, stage: 'DEV' }), found(), /stage: must be up to 16/],
    [
      'two groups of one name',
      flags(given),
      found({ groups: async () => [ADMINS, { ...AUDITORS, name: 'admins' }] }),
      /several groups are called admins/,
    ],
    [
      'answers that are not there',
      ['--answers', join(folder, 'none.json')],
      found(),
      /none.json cannot be read/,
    ],
    ['nothing at all', [], found(), /no terminal to ask at/],
  ])('names %s and writes nothing', async (_, args, discovery, message) => {
    const { config, run } = await init(args, discovery);
    await expect(run()).rejects.toThrow(message);
    expect(existsSync(config)).toBe(false);
  });

  it('writes over a file with --force alone', async () => {
    const once = await init(flags(given), found());
    writeFileSync(once.config, 'mine');
    await expect(once.run()).rejects.toThrow('is there already; --force writes over it');
    expect(readFileSync(once.config, 'utf8')).toBe('mine');
    const forced = await init([...flags(given), '--force'], found());
    writeFileSync(forced.config, 'mine');
    await forced.run();
    expect(readConfig(forced.config).account).toBe('111122223333');
  });

  it.each([
    [['--set', 'stage'], '--set: must be KEY=VALUE'],
    [['--colour'], "Unknown option '--colour'"],
    [['--laptop', 'here'], '--laptop: must be an address'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
