import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { ExportLine } from '../../core/model/audit-export';
import { exportDay, exportRoots } from '../../core/usecases/export-audit';
import type { AuditSource } from '../../core/usecases/verify-audit';
import { BadOptionError } from '../command-line';

const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.ndjson(\.gz)?$/;
const ROOTS = 'roots.ndjson';

/**
 * An export as a source to verify. A folder holds one file for each day, `2026-11-21.ndjson.gz`, and `roots.ndjson`; without that, the
 * roots are those in the files of the days. A file holds everything, and is kept in memory.
 */
export function openExport(path: string): AuditSource {
  if (!existsSync(path)) throw new BadOptionError(`--roots: ${path} is not there`);
  return statSync(path).isDirectory() ? folderSource(path) : fileSource(path);
}

function folderSource(folder: string): AuditSource {
  const files = new Map(
    readdirSync(folder).flatMap((name): [string, string][] => {
      const day = DAY_FILE.exec(name)?.[1];
      return day === undefined ? [] : [[day, join(folder, name)]];
    }),
  );
  const roots = join(folder, ROOTS);
  const days = [...files.keys()].toSorted();
  if (days.length === 0 && !existsSync(roots)) throw new BadOptionError(`--roots: ${folder} holds no export`);
  async function* linesOf(day: string): AsyncGenerator<ExportLine> {
    const file = files.get(day);
    if (file !== undefined) yield* readLines(file, day);
  }
  return sourceOf(linesOf, async function* () {
    if (existsSync(roots)) return yield* readLines(roots, '');
    for (const day of days)
      for await (const line of linesOf(day)) {
        // A root is the first line of its day.
        if (line.kind === 'root') yield line;
        break;
      }
  });
}

function fileSource(file: string): AuditSource {
  let kept: Promise<ExportLine[]> | undefined;
  const lines = () => (kept ??= listOf(readLines(file, '')));
  return sourceOf(
    async function* (day) {
      yield* (await lines()).filter((line) => line.day === day);
    },
    async function* () {
      yield* await lines();
    },
  );
}

type Lines = AsyncIterable<ExportLine>;

async function listOf(lines: Lines): Promise<ExportLine[]> {
  const list: ExportLine[] = [];
  for await (const line of lines) list.push(line);
  return list;
}

function sourceOf(linesOf: (day: string) => Lines, roots: () => Lines): AuditSource {
  return {
    async *day(day) {
      for await (const line of linesOf(day)) if (line.kind === 'event') yield line;
    },
    async *all() {
      for await (const line of roots()) if (line.kind === 'root') yield line;
    },
    async *heads(day) {
      for await (const line of linesOf(day)) if (line.kind === 'head') yield line.record;
    },
  };
}

/** The lines of a file; one that is none is given as an event that cannot be read, named by its place in the file. */
async function* readLines(file: string, day: string): AsyncGenerator<ExportLine> {
  const raw = createReadStream(file);
  const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => input.destroy(error));
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (text !== '')
      yield lineOf(text) ?? { kind: 'event', day, stream: file, sequence: number, record: text };
  }
}

function lineOf(text: string): ExportLine | undefined {
  try {
    return ExportLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Writes an export into a folder: roots, a file for each of the days, and the public key. */
export async function writeExport(
  folder: string,
  days: readonly string[],
  source: AuditSource,
  publicKey: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const deps = { audit: { day: (day: string) => source.day(day) }, roots: source };
  await pipeline(textOf(exportRoots(deps)), createWriteStream(join(folder, ROOTS)));
  for (const day of days) {
    const file = createWriteStream(join(folder, `${day}.ndjson.gz`));
    await pipeline(textOf(exportDay(day, deps)), createGzip(), file);
  }
  writeFileSync(join(folder, 'public-key.pem'), publicKey);
}

function textOf(lines: Lines): Readable {
  return Readable.from(
    (async function* () {
      for await (const line of lines) yield `${JSON.stringify(line)}\n`;
    })(),
  );
}
