import { AmplifyClient } from '@aws-sdk/client-amplify';
import { AmplifyWebHost, UploadRefusedError } from '../../aws/amplify-web-host';
import type { WebHost } from '../../core/ports/web-host';
import { AmplifyServer } from '../support/amplify-server';
import { FakeWebHost } from '../support/fakes';

const ARCHIVE = new Uint8Array([80, 75, 5, 6]);

/** A host, what has come to it, and what it is told from outside. */
type Rig = {
  readonly host: WebHost;
  readonly archive: (id: string) => Uint8Array | undefined;
  /** A deployment that somebody has created and never started. */
  readonly leave: () => string;
  readonly fail: () => void;
  readonly close: () => Promise<void>;
};

let amplify: AmplifyServer;

const rigs: Readonly<Record<string, () => Promise<Rig>>> = {
  fake: async () => {
    const host = new FakeWebHost();
    return {
      host,
      archive: (id) => host.archives.get(id),
      leave: () => host.left('waiting').id,
      fail: () => void (host.ends = 'failed'),
      close: async () => undefined,
    };
  },
  Amplify: async () => {
    amplify = await AmplifyServer.start();
    const client = new AmplifyClient({
      endpoint: amplify.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    return {
      host: new AmplifyWebHost(client, { appId: 'dexample', branchName: 'main' }),
      archive: (id) => amplify.jobs.find((job) => job.id === id)?.archive,
      leave: () => amplify.leave('PENDING').id,
      fail: () => void (amplify.ends = 'FAILED'),
      close: async () => {
        client.destroy();
        await amplify.close();
      },
    };
  },
};

/** Reads a deployment until it is over. */
async function ended(host: WebHost, id: string) {
  for (let tries = 0; tries < 10; tries += 1) {
    const now = await host.read(id);
    if (now.state !== 'waiting' && now.state !== 'running') return now;
  }
  throw new Error(`Deployment ${id} does not end.`);
}

describe.each(Object.entries(rigs))('the host of the web app: %s', (_, open) => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await open();
  });
  afterEach(() => rig.close());

  test('has nothing at first', async () => {
    expect(await rig.host.newest()).toBeUndefined();
  });

  test('takes an archive and serves it a while later', async () => {
    const begun = await rig.host.deploy(ARCHIVE);
    expect(begun?.state).toBe('waiting');
    expect(await ended(rig.host, begun!.id)).toEqual({ id: begun!.id, state: 'done' });
    expect(new Uint8Array(rig.archive(begun!.id)!)).toEqual(ARCHIVE);
    expect(await rig.host.newest()).toEqual({ id: begun!.id, state: 'done' });
  });

  test('takes no other one meanwhile, nor while an older one has never begun', async () => {
    const left = rig.leave();
    expect(await rig.host.deploy(ARCHIVE)).toBeUndefined();
    await rig.host.stop(left);
    const begun = await rig.host.deploy(ARCHIVE);
    expect(await rig.host.deploy(ARCHIVE)).toBeUndefined();
    await ended(rig.host, begun!.id);
    expect(Number((await rig.host.deploy(ARCHIVE))?.id)).toBeGreaterThan(Number(begun!.id));
  });

  test('says why a deployment has failed', async () => {
    rig.fail();
    const begun = await rig.host.deploy(ARCHIVE);
    const over = await ended(rig.host, begun!.id);
    expect(over).toEqual({ id: begun!.id, state: 'failed', reason: 'The archive cannot be read' });
  });

  test('leaves as it is what is finished when it is stopped', async () => {
    const begun = await rig.host.deploy(ARCHIVE);
    await ended(rig.host, begun!.id);
    await rig.host.stop(begun!.id);
    expect(await rig.host.read(begun!.id)).toMatchObject({ state: 'done' });
  });
});

describe('an archive that Amplify does not take', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await rigs.Amplify!();
  });
  afterEach(() => rig.close());

  test('is told with the status, never with the address, and leaves nothing in the way', async () => {
    amplify.uploadStatus = 403;
    const failure = await rig.host.deploy(ARCHIVE).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UploadRefusedError);
    expect(String(failure)).toContain('status 403');
    expect(String(failure)).not.toContain('secret');
    expect(amplify.jobs).toMatchObject([{ status: 'CANCELLED' }]);
    amplify.uploadStatus = 200;
    expect(await rig.host.deploy(ARCHIVE)).toMatchObject({ id: '2' });
  });

  test('is not sent to another app or branch', async () => {
    const client = new AmplifyClient({
      endpoint: amplify.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const host = new AmplifyWebHost(client, { appId: 'dother', branchName: 'main' });
    await expect(host.deploy(ARCHIVE)).rejects.toMatchObject({ name: 'NotFoundException' });
    client.destroy();
  });
});
