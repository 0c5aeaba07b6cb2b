import { create, type Store } from 'dynalite/db';
import { isRecord } from '../model';
import { StateFolderError } from '../state-folder-error';
import { TABLES, under } from './keyspace';

/** Opens dynalite's store in a folder, or in memory without one. */
export async function openStore(options: {
  folder?: string;
  region: string;
  accountId: string;
}): Promise<Store> {
  const { folder } = options;
  const store = create({
    ...(folder !== undefined && { path: folder }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  store.tableDb.awsRegion = options.region;
  store.tableDb.awsAccountId = options.accountId;
  try {
    await store.db.open();
    await store.db.iterator(under(TABLES)).all(); // unreadable definitions would otherwise pass for missing tables
  } catch (error) {
    await store.lifecycleManager.gracefulClose();
    throw refusal(`The database folder ${folder ?? '(memory)'}`, error);
  }
  return store;
}

function refusal(what: string, error: unknown): StateFolderError {
  const cause = isRecord(error) && isRecord(error.cause) ? error.cause : error;
  if (isRecord(cause) && cause.code === 'LEVEL_LOCKED') {
    const advice = 'Stop the other Hourglass first.';
    return new StateFolderError(what, 'another process uses it', { cause: error, advice });
  }
  const reason = isRecord(cause) ? String(cause.message) : String(cause);
  return new StateFolderError(what, reason, { cause: error });
}
