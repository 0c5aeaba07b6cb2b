import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { unzipSync } from 'fflate';
import { archiveOf } from '../../aws/s3-web-build';
import { HOSTED_CLOCK } from '../../aws/system-clock';
import { HOSTED_INSTANCE } from '../../lambdas/shared/once';
import { handler } from '../../lambdas/publish-web/handler';
import { logger } from '../../lambdas/shared/logger';
import { AmplifyServer } from '../support/amplify-server';
import { FakeClock } from '../support/fakes';
import { startS3 } from '../support/s3-server';

const PAGE = '<!doctype html><html><head><title>Hourglass</title></head></html>';
const BUILD = { 'index.html': Buffer.from(PAGE), 'assets/index-1a2b.js': Buffer.from('run()') };
const CONFIG = {
  apiUrl: 'https://abc123.execute-api.eu-west-1.amazonaws.com',
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_AbCdEf',
  userPoolClientId: 'client',
  signInDomain: 'hourglass-example.auth.eu-west-1.amazoncognito.com',
  identityProvider: 'IdentityCenter',
  redirectUri: 'https://main.dexample.amplifyapp.com/',
};

/** CloudFormation's end: keeps what it is told. */
async function startStack() {
  const answers: { body: Record<string, string>; headers: IncomingHttpHeaders }[] = [];
  const refusals = { left: 0 };
  const server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      refusals.left -= 1;
      if (refusals.left < 0)
        answers.push({ body: JSON.parse(Buffer.concat(chunks).toString()), headers: request.headers });
      response.writeHead(refusals.left < 0 ? 200 : 503).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/answer?X-Amz-Signature=secret`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { answers, refusals, url, close };
}

type Stack = Awaited<ReturnType<typeof startStack>>;
type S3 = Awaited<ReturnType<typeof startS3>>;

describe('publish-web, as CloudFormation calls it', () => {
  const before = { ...process.env };
  let s3: S3;
  let amplify: AmplifyServer;
  let stack: Stack;
  let lines: string[];

  // The clients of a process are made once, so the servers stay where they are.
  beforeAll(async () => {
    [s3, amplify, stack] = await Promise.all([startS3('assets'), AmplifyServer.start(), startStack()]);
  });
  afterAll(() => Promise.all([s3.close(), amplify.close(), stack.close()]));

  beforeEach(() => {
    s3.objects.clear();
    s3.denials.left = 0;
    stack.answers.length = 0;
    stack.refusals.left = 0;
    Object.assign(amplify, { ends: 'SUCCEED', uploadStatus: 200 });
    amplify.jobs.length = 0;
    s3.objects.set('build.zip', { body: Buffer.from(archiveOf(BUILD)), headers: {} });
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
      AWS_ENDPOINT_URL_AMPLIFY: amplify.url,
      AWS_ENDPOINT_URL_S3: s3.url,
      WEB_APP_ID: 'dexample',
      WEB_BRANCH: 'main',
    });
    Reflect.set(globalThis, HOSTED_CLOCK, new FakeClock());
    const instance = {};
    Reflect.set(globalThis, HOSTED_INSTANCE, () => instance);
    lines = [];
    for (const level of ['info', 'error'] as const)
      jest.spyOn(logger, level).mockImplementation((...said) => void lines.push(JSON.stringify(said)));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    Reflect.deleteProperty(globalThis, HOSTED_CLOCK);
    Reflect.deleteProperty(globalThis, HOSTED_INSTANCE);
    process.env = before;
  });

  const request = (changes: object = {}) => ({
    RequestType: 'Create',
    ResponseURL: stack.url,
    StackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Hourglass-prod-Publish/1',
    RequestId: 'request-1',
    LogicalResourceId: 'Published',
    ResourceProperties: {
      ServiceToken: 'arn',
      Bucket: 'assets',
      Key: 'build.zip',
      Serving: 'headers',
      Config: CONFIG,
    },
    ...changes,
  });
  const published = () =>
    unzipSync(new Uint8Array(amplify.jobs.findLast(({ archive }) => archive)?.archive ?? []));

  test('puts the build online with the configuration beside it, and says so', async () => {
    await handler(request());
    expect(amplify.uploadType).toBe('application/zip');
    const files = published();
    expect(Object.keys(files).toSorted()).toEqual(['assets/index-1a2b.js', 'config.json', 'index.html']);
    expect(JSON.parse(Buffer.from(files['config.json']!).toString())).toEqual(CONFIG);
    expect(Buffer.from(files['index.html']!).toString()).toContain(`connect-src 'self' ${CONFIG.apiUrl} `);
    expect(stack.answers).toMatchObject([
      {
        body: {
          Status: 'SUCCESS',
          RequestId: 'request-1',
          LogicalResourceId: 'Published',
          PhysicalResourceId: 'Published',
        },
        headers: { 'content-type': '' },
      },
    ]);
  });

  test('keeps its name for ever: CloudFormation deletes what gets another one', async () => {
    await handler(request({ RequestType: 'Update', PhysicalResourceId: 'as-it-was' }));
    expect(stack.answers[0]?.body.PhysicalResourceId).toBe('as-it-was');
  });

  test('does nothing when it is deleted', async () => {
    await handler(
      request({ RequestType: 'Delete', PhysicalResourceId: 'Published', ResourceProperties: {} }),
    );
    expect(stack.answers).toMatchObject([{ body: { Status: 'SUCCESS' } }]);
    expect(amplify.jobs).toEqual([]);
  });

  test('an event that comes twice publishes the same again, and both times says so', async () => {
    await handler(request());
    await handler(request());
    expect(stack.answers.map(({ body }) => body.Status)).toEqual(['SUCCESS', 'SUCCESS']);
    expect(amplify.jobs.map(({ status }) => status)).toEqual(['SUCCEED', 'SUCCEED']);
  });

  test('waits for a right that was given a moment ago', async () => {
    s3.denials.left = 3;
    await handler(request());
    expect(stack.answers).toMatchObject([{ body: { Status: 'SUCCESS' } }]);
  });

  test('tells CloudFormation again when it does not listen', async () => {
    stack.refusals.left = 2;
    await handler(request());
    expect(stack.answers).toMatchObject([{ body: { Status: 'SUCCESS' } }]);
  });

  test('fails when CloudFormation never listens, without its address in any log', async () => {
    stack.refusals.left = 100;
    await expect(handler(request())).rejects.toThrow('CloudFormation could not be told: status 503.');
    expect(lines.join()).not.toContain('secret');
  });

  describe('fails the deployment with a reason', () => {
    test.each<[string, () => void, object, string]>([
      ['the deployment fails', () => void (amplify.ends = 'FAILED'), {}, 'The archive cannot be read'],
      ['the archive is refused', () => void (amplify.uploadStatus = 500), {}, 'status 500 at the upload'],
      ['it takes too long', () => void (amplify.ends = 'never'), {}, 'not finished after 12 minutes'],
      ['the build is not there', () => s3.objects.clear(), {}, 'NoSuchKey'],
      ['the right does not come', () => void (s3.denials.left = 100), {}, 'AccessDenied'],
      [
        'the build is not the web app',
        () => s3.objects.set('build.zip', { body: Buffer.from(archiveOf({})), headers: {} }),
        {},
        'no index.html',
      ],
      [
        'the configuration is wrong',
        () => undefined,
        { ResourceProperties: { Bucket: 'assets', Key: 'build.zip', Config: { ...CONFIG, apiUrl: 'here' } } },
        'Config.apiUrl',
      ],
    ])('when %s', async (_, provoke, changes, reason) => {
      provoke();
      await handler(request(changes));
      expect(stack.answers).toMatchObject([
        { body: { Status: 'FAILED', Reason: expect.stringContaining(reason) } },
      ]);
      expect(stack.answers[0]?.body.Reason).not.toContain('secret');
      expect(lines.join()).not.toContain('secret');
    });
  });

  test('takes nothing that is no request of CloudFormation', async () => {
    await expect(handler({ RequestType: 'Create' })).rejects.toThrow('ResponseURL');
    expect(amplify.jobs).toEqual([]);
  });
});
