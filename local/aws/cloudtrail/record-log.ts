import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { types } from 'node:util';
import { StateFolderError } from '../state-folder-error';
import { CloudTrailRecord } from './record';

/** Where events are kept. */
export interface RecordLog {
  read(): Promise<CloudTrailRecord[]>;
  append(records: readonly CloudTrailRecord[]): Promise<void>;
}

/** A log that forgets when the process ends. */
export function memoryRecordLog(): RecordLog {
  const held: CloudTrailRecord[] = [];
  return { read: async () => [...held], append: async (records) => void held.push(...records) };
}

/** A log in a file of JSON lines, which grows at its end only. */
export function fileRecordLog(path: string): RecordLog {
  return {
    async read() {
      const lines = (await contentOf(path)).split('\n');
      // What follows the last newline was being written when the process ended.
      return lines.slice(0, -1).map((line, index) => parseLine(line, `${path}:${index + 1}`));
    },
    async append(records) {
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    },
  };
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'ENOENT') return '';
    throw new StateFolderError(path, 'it is no readable file.', { cause: error });
  }
}

function parseLine(line: string, where: string): CloudTrailRecord {
  try {
    return CloudTrailRecord.parse(JSON.parse(line));
  } catch (error) {
    throw new StateFolderError(where, 'the line is no CloudTrail event.', { cause: error });
  }
}
