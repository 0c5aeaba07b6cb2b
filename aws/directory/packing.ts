import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { DirectorySnapshot } from '../../core/model/directory';
import { CorruptRecordError, parseRecord } from '../records';

/** An item holds at most 400 kB; a chunk leaves room for its key. */
const CHUNK_BYTES = 350_000;

const Content = DirectorySnapshot.omit({ takenAt: true, revision: true });
type Content = Omit<DirectorySnapshot, 'takenAt' | 'revision'>;

/** The snapshot's content as compressed chunks that each fit into an item. */
export async function pack(snapshot: DirectorySnapshot): Promise<Uint8Array[]> {
  const { takenAt: _takenAt, revision: _revision, ...content } = snapshot;
  const packed = await promisify(gzip)(JSON.stringify(content));
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < packed.length; start += CHUNK_BYTES)
    chunks.push(packed.subarray(start, start + CHUNK_BYTES));
  return chunks;
}

/** The content of chunks in their order; gzip's own checksum finds a chunk that is not theirs. */
export async function unpack(chunks: readonly Uint8Array[], revision: string): Promise<Content> {
  const record = `directory snapshot ${revision}`;
  let json: unknown;
  try {
    json = JSON.parse((await promisify(gunzip)(Buffer.concat(chunks))).toString('utf8'));
  } catch {
    throw new CorruptRecordError(record, ['(compressed)']);
  }
  return parseRecord(Content, json, record);
}
