import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { ExportLine } from '../core/model/audit-export';
import type { AuditArchive } from '../core/ports/audit';

/**
 * Keeps each sealed day as an object of a bucket with Object Lock: a copy of the bucket is an export. The bucket's own retention locks what
 * is put, so that this needs no right but to put.
 */
export class S3AuditArchive implements AuditArchive {
  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
  ) {}

  async keep(day: string, lines: AsyncIterable<ExportLine>): Promise<boolean> {
    const parts: string[] = [];
    for await (const line of lines) parts.push(`${JSON.stringify(line)}\n`);
    const put = new PutObjectCommand({
      Bucket: this.bucket,
      Key: `${day}.ndjson.gz`,
      Body: gzipSync(parts.join('')),
      ContentType: 'application/gzip',
      // Object Lock asks for a checksum with every object.
      ChecksumAlgorithm: 'SHA256',
      IfNoneMatch: '*',
    });
    try {
      await this.client.send(put);
      return true;
    } catch (error) {
      // What was kept first is the evidence.
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return false;
      throw error;
    }
  }
}
