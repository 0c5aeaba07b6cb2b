import type { Level } from 'dynalite/db';
import { z } from 'zod';
import { StateFolderError } from '../state-folder-error';
import { under } from './keyspace';

const PREFIX = 'settings~';

const TableSettings = z.object({
  /** The attribute that holds the time to live; null while it is switched off. */
  ttl: z.string().nullable().default(null),
  pointInTimeRecovery: z.boolean().default(false),
});

/** What the emulator keeps about a table beside dynalite's definition of it. */
export type TableSettings = z.infer<typeof TableSettings>;

/** The settings of all tables, kept in the same store as the tables. */
export class Settings {
  readonly #db: Level;
  readonly #held: Map<string, TableSettings>;

  private constructor(db: Level, held: Map<string, TableSettings>) {
    this.#db = db;
    this.#held = held;
  }

  /** Reads what was kept. */
  static async load(db: Level, folder: string): Promise<Settings> {
    const held = new Map<string, TableSettings>();
    for (const [key, value] of await db.iterator(under(PREFIX)).all()) {
      const parsed = TableSettings.safeParse(value);
      if (!parsed.success) throw new StateFolderError(`The database folder ${folder}`, `bad entry ${key}`);
      held.set(key.slice(PREFIX.length), parsed.data);
    }
    return new Settings(db, held);
  }

  /** Tables with their settings. */
  entries(): Iterable<[string, TableSettings]> {
    return this.#held;
  }

  /** The settings of a table. */
  of(table: string): TableSettings {
    return this.#held.get(table) ?? TableSettings.parse({});
  }

  /** Changes settings of a table. */
  async change(table: string, change: Partial<TableSettings>): Promise<void> {
    const settings = { ...this.of(table), ...change };
    this.#held.set(table, settings);
    await this.#db.put(PREFIX + table, settings);
  }

  /** Forgets a table. */
  async forget(table: string): Promise<void> {
    this.#held.delete(table);
    await this.#db.del(PREFIX + table);
  }
}
