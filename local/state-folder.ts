import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Section } from './aws/service';
import { StateFolderError } from './aws/state-folder-error';

const MARKER = 'hourglass-state.json';
const FORMAT = 1;

/** Where the laptop keeps what must survive a restart: one JSON file a section, and a folder for the database. */
export class StateFolder {
  readonly #path: string | undefined;

  private constructor(path: string | undefined) {
    this.#path = path;
  }

  /**
   * Opens the folder at `path`, making it when it is missing; `undefined` keeps everything in memory. `fresh` empties it, and so does
   * a first start that was cut short: the section `whole` is not there then. Throws `StateFolderError` for a folder that is not ours,
   * cannot be written or has another format.
   */
  static open(
    path: string | undefined,
    options: { readonly fresh: boolean; readonly whole: string },
  ): StateFolder {
    if (path === undefined) return new StateFolder(undefined);
    try {
      if (existsSync(path)) checkOurs(path);
      if (options.fresh || !existsSync(join(path, `${options.whole}.json`)))
        rmSync(path, { recursive: true, force: true });
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, MARKER), JSON.stringify({ format: FORMAT }));
    } catch (error) {
      if (error instanceof StateFolderError) throw error;
      throw new StateFolderError(path, error instanceof Error ? error.message : String(error));
    }
    return new StateFolder(path);
  }

  /** A path inside the folder; `undefined` in memory. */
  file(name: string): string | undefined {
    return this.#path === undefined ? undefined : join(this.#path, name);
  }

  section(name: string): Section {
    const path = this.file(`${name}.json`);
    return path === undefined ? forgetful : fileSection(path);
  }
}

function checkOurs(path: string): void {
  const entries = readdirSync(path);
  if (entries.length === 0) return;
  if (!entries.includes(MARKER))
    throw new StateFolderError(path, 'it holds files that are not of this edition', {
      advice: 'Choose another folder with --state.',
    });
  const marker: unknown = JSON.parse(readFileSync(join(path, MARKER), 'utf8'));
  const format = typeof marker === 'object' && marker !== null ? Reflect.get(marker, 'format') : undefined;
  if (format !== FORMAT) throw new StateFolderError(path, `its format is ${String(format)}, not ${FORMAT}`);
}

/** In memory nothing outlives the process that wrote it, so nothing needs to be kept. */
const forgetful: Section = { read: () => undefined, write: () => undefined };

/** Written beside and renamed, so that a crash leaves the old file or the new one. */
function fileSection(path: string): Section {
  return {
    read: () => {
      if (!existsSync(path)) return undefined;
      try {
        return JSON.parse(readFileSync(path, 'utf8'));
      } catch (error) {
        throw new StateFolderError(path, error instanceof Error ? error.message : String(error));
      }
    },
    write: (value) => {
      writeFileSync(`${path}.new`, JSON.stringify(value));
      renameSync(`${path}.new`, path);
    },
  };
}
