import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { S3Client } from '@aws-sdk/client-s3';

/** One object as it was put. */
export type PutObject = { readonly body: Buffer; readonly headers: IncomingMessage['headers'] };

/**
 * Answers PutObject as S3 does for a bucket with Object Lock, and GetObject, addressed by path: enough for the archive of the audit trail and
 * for what a deployment has put there.
 */
export async function startS3(bucket: string) {
  const objects = new Map<string, PutObject>();
  /** How many readings are denied before one is answered. */
  const denials = { left: 0 };
  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname } = new URL(request.url ?? '/', 'http://s3');
    const refuse = (status: number, code: string) => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    };
    if (!pathname.startsWith(`/${bucket}/`)) return refuse(404, 'NoSuchBucket');
    const key = pathname.slice(bucket.length + 2);
    if (request.method === 'GET') {
      denials.left -= 1;
      if (denials.left >= 0) return refuse(403, 'AccessDenied');
      const object = objects.get(key);
      if (!object) return refuse(404, 'NoSuchKey');
      response.writeHead(200, { etag: '"1"', 'content-length': object.body.length });
      response.end(object.body);
      return;
    }
    if (request.method !== 'PUT') return refuse(405, 'MethodNotAllowed');
    if (
      !Object.keys(request.headers).some(
        (name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'),
      )
    )
      return refuse(400, 'InvalidRequest');
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
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { client, objects, denials, url: `http://127.0.0.1:${port}`, close };
}
