import { DirectoryNotReadyError } from '../ports/directory';
import { canonicalJson } from '../rules/canonical-json';
import type { Ports } from './deps';

type Deps = Pick<Ports, 'clock' | 'directory' | 'directoryStore' | 'directorySource' | 'sha256'>;

/** Reads Identity Center and Organizations anew; the snapshot is written only when something has changed. */
export async function syncDirectory(
  deps: Deps,
): Promise<{ readonly revision: string; readonly changed: boolean }> {
  const content = await deps.directorySource.load();
  const revision = deps.sha256(canonicalJson(content)).slice(0, 32);
  if ((await currentRevision(deps)) === revision) return { revision, changed: false };
  await deps.directoryStore.save({ ...content, revision, takenAt: deps.clock.now() });
  return { revision, changed: true };
}

async function currentRevision(deps: Deps): Promise<string | undefined> {
  try {
    return (await deps.directory.snapshot()).revision;
  } catch (error) {
    if (error instanceof DirectoryNotReadyError) return undefined;
    throw error;
  }
}
