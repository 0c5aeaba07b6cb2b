import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';

/** One object as it was put. */
export type PutObject = { readonly body: Buffer; readonly headers: IncomingMessage['headers'] };

/** Answers PutObject as S3 does for a bucket with Object Lock, addressed by path: enough for the archive of the audit trail. */
export async function startS3(bucket: string) {
  const objects = new Map<string, PutObject>();
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname } = new URL(request.url ?? '/', 'http://s3');
    const refuse = (status: number, code: string) => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    };
    if (request.method !== 'PUT') return refuse(405, 'MethodNotAllowed');
    if (!pathname.startsWith(`/${bucket}/`)) return refuse(404, 'NoSuchBucket');
    if (
      !Object.keys(request.headers).some(
        (name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'),
      )
    )
      return refuse(400, 'InvalidRequest');
    const key = pathname.slice(bucket.length + 2);
    if (request.headers['if-none-match'] === '*' && objects.has(key))
      return refuse(412, 'PreconditionFailed');
    objects.set(key, { body: Buffer.concat(chunks), headers: request.headers });
    response.writeHead(200, { etag: '"1"' });
    response.end();
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  const close = async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { client, objects, close };
}
