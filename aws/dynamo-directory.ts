import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { TableNames } from '../core/contract/tables';
import type { DirectorySnapshot } from '../core/model/directory';
import { type EpochMs, SECOND } from '../core/model/instant';
import type { Clock } from '../core/ports/clock';
import { type Directory, DirectoryNotReadyError, type DirectoryStore } from '../core/ports/directory';
import { type Head, readHead, writeHead } from './directory/head';
import { pack, unpack } from './directory/packing';
import { parseRecord } from './records';

/** How long the memory is believed without asking the table, in milliseconds. */
const HEAD_AGE = 5 * SECOND;
const ATTEMPTS = 3;

const Chunk = z.instanceof(Uint8Array);

/** The directory snapshot in DynamoDB: compressed chunks, and a head that is written last. */
export class DynamoDirectory implements Directory, DirectoryStore {
  readonly #table: string;
  #known: { readonly snapshot: DirectorySnapshot; readonly readAt: EpochMs } | undefined;
  #reading: Promise<DirectorySnapshot> | undefined;

  constructor(
    private readonly client: DynamoDBDocumentClient,
    tables: TableNames,
    private readonly clock: Clock,
  ) {
    this.#table = tables.directory;
  }

  async snapshot(): Promise<DirectorySnapshot> {
    const known = this.#known;
    if (known && this.clock.now() - known.readAt < HEAD_AGE) return known.snapshot;
    this.#reading ??= this.#refresh().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async save(snapshot: DirectorySnapshot): Promise<void> {
    const current = await readHead(this.client, this.#table);
    const { takenAt, revision } = snapshot;
    if (current?.revision === revision) {
      await writeHead(this.client, this.#table, { ...current, takenAt });
      return;
    }
    const chunks = await pack(snapshot);
    await Promise.all(chunks.map((bytes, index) => this.#putChunk(revision, index, bytes)));
    const previous = current && { revision: current.revision, chunks: current.chunks };
    const counts = await writeHead(this.client, this.#table, {
      revision,
      takenAt,
      chunks: chunks.length,
      ...(previous && { previous }),
    });
    // Readers may still be at the one that counted until now; what counted before it nobody reads.
    const unread = current?.previous;
    if (counts && unread && unread.revision !== revision) await this.#drop(unread);
  }

  async #refresh(): Promise<DirectorySnapshot> {
    for (let attempt = 1; ; attempt += 1) {
      const readAt = this.clock.now();
      const head = await readHead(this.client, this.#table);
      if (!head) throw new DirectoryNotReadyError();
      const snapshot = await this.#load(head, attempt === ATTEMPTS);
      if (!snapshot) continue;
      this.#known = { snapshot, readAt };
      return snapshot;
    }
  }

  /** `undefined` when a newer head has been written meanwhile and this one's chunks are gone. */
  async #load(head: Head, last: boolean): Promise<DirectorySnapshot | undefined> {
    const { revision, takenAt } = head;
    const known = this.#known?.snapshot;
    if (known?.revision === revision) return { ...known, takenAt };
    const chunks = await Promise.all(
      Array.from({ length: head.chunks }, (_, index) => this.#chunk(revision, index)),
    );
    const present = chunks.filter((chunk) => chunk !== undefined);
    if (present.length < head.chunks && !last) return undefined;
    return { ...(await unpack(present, revision)), revision, takenAt };
  }

  async #chunk(revision: string, index: number): Promise<Uint8Array | undefined> {
    const Key = chunkKey(revision, index);
    const { Item } = await this.client.send(
      new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }),
    );
    return Item && parseRecord(Chunk, Item.bytes, Key.pk);
  }

  async #putChunk(revision: string, index: number, bytes: Uint8Array): Promise<void> {
    const Item = { ...chunkKey(revision, index), bytes };
    await this.client.send(new PutCommand({ TableName: this.#table, Item }));
  }

  async #drop({ revision, chunks }: { readonly revision: string; readonly chunks: number }): Promise<void> {
    for (let index = 0; index < chunks; index += 1)
      await this.client.send(new DeleteCommand({ TableName: this.#table, Key: chunkKey(revision, index) }));
  }
}

const chunkKey = (revision: string, index: number) => ({ pk: `snapshot#${revision}#${index}` });
