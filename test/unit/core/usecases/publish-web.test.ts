import { MINUTE } from '../../../../core/model/instant';
import { PUBLISH_WITHIN, publishWeb } from '../../../../core/usecases/publish-web';
import { FakeClock, FakeWebHost } from '../../../support/fakes';

const ARCHIVE = new Uint8Array([1, 2, 3]);

function world() {
  const clock = new FakeClock();
  const host = new FakeWebHost();
  return { clock, host, publish: () => publishWeb(ARCHIVE, { clock, host }) };
}

describe('publishing the web app', () => {
  test('waits until it is served', async () => {
    const { host, publish } = world();
    expect(await publish()).toEqual({ kind: 'published', deploymentId: '1' });
    expect(host.deployments).toMatchObject([{ state: 'done' }]);
    expect(host.archives.get('1')).toEqual(ARCHIVE);
  });

  test('twice, also at once, publishes twice, one after the other', async () => {
    const { host, publish } = world();
    const outcomes = await Promise.all([publish(), publish()]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['published', 'published']);
    expect(host.deployments.map(({ state }) => state)).toEqual(['done', 'done']);
  });

  test('says what the host says of a failure', async () => {
    const { host, publish } = world();
    host.ends = 'failed';
    expect(await publish()).toEqual({
      kind: 'failed',
      reason: 'The web app was not published: deployment 1 failed: The archive cannot be read.',
    });
  });

  test('says that somebody has stopped it', async () => {
    const { clock, host, publish } = world();
    host.ends = 'never';
    const sleep = clock.sleep.bind(clock);
    clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      await host.stop('1');
    };
    expect(await publish()).toMatchObject({ kind: 'failed', reason: expect.stringContaining('was stopped') });
  });

  test('gives up in time for CloudFormation to be told', async () => {
    const { clock, host, publish } = world();
    host.ends = 'never';
    const begun = clock.now();
    expect(await publish()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('not finished after 12 minutes'),
    });
    expect(clock.now() - begun).toBeLessThan(PUBLISH_WITHIN + MINUTE);
  });

  test('waits for one that is running, and does not touch it', async () => {
    const { host, publish } = world();
    const before = host.left('running');
    const outcome = publish();
    host.archives.set(before.id, ARCHIVE);
    expect(await outcome).toEqual({ kind: 'published', deploymentId: '2' });
    expect(host.deployments).toMatchObject([{ state: 'done' }, { state: 'done' }]);
  });

  test('stops one that has not begun for three minutes: its maker died over it', async () => {
    const { clock, host, publish } = world();
    host.left('waiting');
    const begun = clock.now();
    expect(await publish()).toEqual({ kind: 'published', deploymentId: '2' });
    expect(host.deployments[0]).toMatchObject({ state: 'stopped' });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(3 * MINUTE);
  });

  test('gives each one that has not begun its three minutes', async () => {
    const { clock, host, publish } = world();
    const first = host.left('waiting');
    const begun = clock.now();
    const sleep = clock.sleep.bind(clock);
    clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      if (clock.now() < begun + 2 * MINUTE || host.deployments.length > 1) return;
      await host.stop(first.id);
      host.left('waiting');
    };
    expect(await publish()).toEqual({ kind: 'published', deploymentId: '3' });
    expect(clock.now() - begun).toBeGreaterThanOrEqual(5 * MINUTE);
  });

  test('gives up when another one is unfinished all the time', async () => {
    const { host, publish } = world();
    host.left('running');
    expect(await publish()).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('another deployment'),
    });
    expect(host.deployments).toHaveLength(1);
  });
});
