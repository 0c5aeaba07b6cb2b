import { GetObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { unzipSync, zipSync } from 'fflate';
import type { Clock } from '../core/ports/clock';
import type { WebFiles } from '../core/rules/web-files';
import { given } from './unexpected-answer-error';

/** Where the deployment keeps the built web app: one zip archive. */
export type WebBuildPlace = { readonly bucket: string; readonly key: string };

/** A right that was given a moment ago is not known everywhere yet. In milliseconds. */
const RIGHT_WITHIN = 60_000;
const EVERY = 5_000;

/** Reads the built web app. A denial is taken for a right that is on its way, for a minute; everything else is thrown. */
export async function readWebBuild(
  client: S3Client,
  { bucket, key }: WebBuildPlace,
  clock: Clock,
): Promise<WebFiles> {
  const until = clock.now() + RIGHT_WITHIN;
  for (;;) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return unzipSync(await given(Body, 'Body').transformToByteArray());
    } catch (error) {
      const denied = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;
      if (!denied || clock.now() >= until) throw error;
      await clock.sleep(EVERY);
    }
  }
}

/** One zip archive of all files, as Amplify takes it: the page at its root. */
export function archiveOf(files: WebFiles): Uint8Array {
  return zipSync({ ...files }, { level: 6 });
}
