import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDb } from '../../local/aws/dynamodb/dynamodb';
import { VirtualClock } from '../../local/clock';
import { LambdaHost, MissingBuildError } from '../../local/lambda-host';
import { listen } from '../../local/laptop/http-server';
import { startLaptop } from '../../local/laptop/laptop';
import { Plot, type RequestSeen, type Wish } from '../../local/story/plot';
import { Teller } from '../../local/story/teller';
import { inMinutes, type LaptopProcess, refused, started } from '../support/laptop-process';

const root = mkdtempSync(join(tmpdir(), 'hourglass-restart-'));
const running = new Set<LaptopProcess>();

async function start(...options: string[]): Promise<LaptopProcess> {
  const laptop = await started('--port', '0', ...options);
  running.add(laptop);
  return laptop;
}

async function stop(laptop: LaptopProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  running.delete(laptop);
  await laptop.stop(signal);
}

afterAll(async () => {
  await Promise.all([...running].map((laptop) => laptop.stop('SIGKILL')));
  rmSync(root, { recursive: true, force: true });
});

/** The steps of the story on a laptop, told to nobody. */
function plotOn({ client }: LaptopProcess): Plot {
  return new Plot(client, new Teller({ json: true, now: async () => 0, print: () => undefined }));
}

async function grantedOn(plot: Plot, person: string, wish: Wish, minutes: number): Promise<RequestSeen> {
  const request = await plot.askQuietly(person, wish, minutes);
  expect((await plot.decide('ben', request, 'approve')).status).toBe(200);
  await plot.settle();
  return request;
}

async function expectChainsHold(laptop: LaptopProcess): Promise<void> {
  const [from, to] = [await inMinutes(laptop, -1_440), await inMinutes(laptop, 1_440)];
  const { body } = await laptop.client.api('aud', 'GET', `/audit/verification?from=${from}&to=${to}`);
  expect(body).toMatchObject({ ok: true });
}

/** A folder as a start that came to its end leaves it, with nothing in it. */
function writeWhole(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'hourglass-state.json'), '{"format":1}');
  writeFileSync(join(folder, 'installed.json'), '{"adminGroupId":"admins","auditorGroupId":"auditors"}');
}

test('after a restart everything goes on: a lease ends, a request expires, and --fresh forgets it all', async () => {
  const folder = join(root, 'goes-on');
  const first = await start('--state', folder);
  const before = plotOn(first);
  const wish = await before.findWish('ann', 'dev');
  const active = await grantedOn(before, 'ann', wish, 20);
  const startsAt = await inMinutes(first, 5);
  const asked = { ...before.bodyOf(await before.findWish('mateo', 'dev'), 5), startsAt };
  const { body } = await first.client.api('mateo', 'POST', '/requests', asked);
  const pendingId = String(Reflect.get(Object(body), 'id'));
  await before.settle();
  const mail = await before.newestMail('ben');
  const ahead = await inMinutes(first, 0);
  await stop(first);

  const second = await start('--state', folder);
  const after = plotOn(second);
  expect((await after.read('ann', active.id)).status).toBe('active');
  expect((await after.read('mateo', pendingId)).status).toBe('pending');
  expect(await after.holds('ann', wish)).toBe(true);
  expect((await after.newestMail('ben'))?.subject).toBe(mail?.subject);
  // Time that was moved stays moved.
  expect((await inMinutes(second, 0)) >= ahead).toBe(true);
  await second.client.advance(25);
  expect(await after.holds('ann', wish)).toBe(false);
  expect(await after.read('ann', active.id)).toMatchObject({ status: 'ended', endReason: 'elapsed' });
  expect((await after.read('mateo', pendingId)).status).toBe('expired');
  await expectChainsHold(second);
  await stop(second);

  const fresh = await start('--state', folder, '--fresh');
  expect((await fresh.client.api('aud', 'GET', `/requests/${active.id}`)).status).toBe(404);
  await stop(fresh);
});

test('killed while Identity Center assigns: after the next start the access begins or not, and ends', async () => {
  const folder = join(root, 'killed');
  const first = await start('--state', folder);
  const before = plotOn(first);
  const wish = await before.findWish('ann', 'dev');
  await first.client.local('POST', '/faults', {
    kind: 'delay',
    operation: 'CreateAccountAssignment',
    milliseconds: 30_000,
    times: 1,
  });
  const request = await before.askQuietly('ann', wish, 15);
  expect((await before.decide('ben', request, 'approve')).status).toBe(200);
  expect((await before.read('ann', request.id)).leases[0]?.status).toBe('activating');
  await stop(first, 'SIGKILL');

  const second = await start('--state', folder);
  const after = plotOn(second);
  await second.client.advance(5);
  const halfway = await after.read('ann', request.id);
  expect(await after.holds('ann', wish)).toBe(halfway.status === 'active');
  await second.client.advance(15);
  expect(await after.holds('ann', wish)).toBe(false);
  expect((await after.read('ann', request.id)).leases[0]?.status).toMatch(/^(ended|failed)$/);
  await expectChainsHold(second);
  await stop(second);
});

async function mailsTo({ client }: LaptopProcess, person: string): Promise<number> {
  const { body } = await client.local('GET', `/inbox?to=${person}`);
  return Number(Reflect.get(Object(body), 'total'));
}

test('killed before a mail was sent: it is sent after the next start, once', async () => {
  const folder = join(root, 'unsent');
  const first = await start('--state', folder);
  const before = plotOn(first);
  await first.client.local('POST', '/faults', { kind: 'fail', service: 'ses' });
  const wish = await before.findWish('ann', 'dev');
  const mailed = await mailsTo(first, 'ben');
  await before.askQuietly('ann', wish, 15);
  expect(await mailsTo(first, 'ben')).toBe(mailed);
  await stop(first, 'SIGKILL');

  const second = await start('--state', folder);
  await second.client.local('DELETE', '/faults');
  await second.client.advance(5);
  expect(await mailsTo(second, 'ben')).toBe(mailed + 1);
  await stop(second);
});

describe('a start that cannot be says why in one sentence', () => {
  test('a folder with files of something else is left alone', async () => {
    const folder = join(root, 'foreign');
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'the only copy');
    for (const options of [[], ['--fresh']]) {
      const { code, stderr } = await refused('--port', '0', '--state', folder, ...options);
      expect(code).toBe(1);
      expect(stderr).toMatch(new RegExp(`${folder}.*not of this edition.*--state`, 's'));
      expect(stderr).not.toContain('--fresh');
      expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('the only copy');
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  test('a folder that cannot be read', async () => {
    const folder = join(root, 'unreadable');
    writeWhole(folder);
    writeFileSync(join(folder, 'sso-admin.json'), '{"half":');
    const { code, stderr } = await refused('--port', '0', '--state', folder);
    expect(code).toBe(1);
    expect(stderr).toContain(folder);
    expect(stderr).toMatch(/--fresh/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a folder of another format', async () => {
    const folder = join(root, 'newer');
    mkdirSync(folder);
    writeFileSync(join(folder, 'hourglass-state.json'), '{"format":99}');
    const { code, stderr } = await refused('--port', '0', '--state', folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/format is 99/);
  });

  test('a port that is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve(Reflect.get(Object(other.address()), 'port')));
    });
    const { code, stderr } = await refused('--port', String(port), '--state', join(root, 'port'));
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is in use`);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a build that fails while the rest starts leaves nothing open, and the next start begins anew', async () => {
    const folder = join(root, 'cut-short');
    const free = await listen(0, () => undefined);
    const port = Number(new URL(free.url).port);
    await free.close();
    const built = { web: Promise.resolve(), functions: Promise.reject(new Error('A function has a typo')) };
    const failing = startLaptop({ port, folder, built, fresh: false, web: false, onError: () => undefined });
    await expect(failing).rejects.toThrow('A function has a typo');
    // Neither the port nor the database is held any more.
    await (await listen(port, () => undefined)).close();
    const timeline = new VirtualClock({ ticking: false });
    await (await DynamoDb.open({ timeline, folder: join(folder, 'dynamodb') })).close();
    const laptop = await start('--state', folder);
    expect((await laptop.client.api('ann', 'GET', '/me')).status).toBe(200);
    await stop(laptop);
  });

  test.each([
    [['--port', 'many'], /whole number/],
    [['--colour'], /--colour/],
  ])('options that make no sense: %j', async (options, says) => {
    const { code, stderr } = await refused(...options);
    expect(code).toBe(1);
    expect(stderr).toMatch(says);
  });

  test('a build that is missing', () => {
    const host = new LambdaHost({ folder: join(root, 'no-build') });
    expect(() => host.check(['api'])).toThrow(MissingBuildError);
    expect(() => host.check(['api'])).toThrow(/npm run build/);
  });
});
