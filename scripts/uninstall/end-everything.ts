import { EmergencyPreview } from '../../core/contract/emergency';
import { FindingPage } from '../../core/contract/findings';
import { DECLARE_WORDS, END_EVERYTHING_WORDS } from '../../core/rules/emergency';
import { type Api, ApiError } from '../api/client';

const EVERYTHING = { kind: 'everything' } as const;
const COMMENT = 'Hourglass is being uninstalled';

/** What ending everything needs: the API as an admin or responder, somebody who is told, and a pause between two looks. */
export type EndDeps = {
  readonly api: Api;
  readonly say: (line: string) => void;
  readonly pause: () => Promise<void>;
  /** How often to look before giving up. */
  readonly looks: number;
};

/** How it ended: leases that are still live, and findings that nobody has settled. */
export type Left = { readonly leases: number; readonly findings: number };

/** How many leases are live now, and whose; changes nothing. */
export async function showLive({ api, say }: Pick<EndDeps, 'api' | 'say'>): Promise<EmergencyPreview> {
  const live = EmergencyPreview.parse(
    await api.call('POST', '/emergency/end/preview', { scope: EVERYTHING }),
  );
  const { more, leases, people, scheduled } = live;
  say(
    `Live leases: ${more ? 'at least ' : ''}${leases}, of ${people} ${people === 1 ? 'person' : 'people'}; not begun yet: ${scheduled}.`,
  );
  return live;
}

/**
 * Stops activations, orders the end of every lease, and waits until none is live: only then may anything be destroyed, because what would
 * end them is destroyed as well. Can be run again. Throws `ApiError`.
 */
export async function endEverything(deps: EndDeps): Promise<Left> {
  const { api, say } = deps;
  await stopActivations(deps);
  const before = await showLive(deps);
  if (before.leases > 0) {
    await api.call('POST', '/emergency/end', {
      scope: EVERYTHING,
      confirmation: END_EVERYTHING_WORDS,
      comment: COMMENT,
    });
    say('The end of all of them is ordered.');
  }
  const leases = await waitForNothing(deps, before);
  const findings = FindingPage.parse(await api.call('GET', '/findings?limit=100')).items.length;
  return { leases, findings };
}

async function stopActivations({ api, say }: EndDeps): Promise<void> {
  try {
    await api.call('POST', '/emergency/stop', { confirmation: DECLARE_WORDS, comment: COMMENT });
    say('Activations are stopped: no access begins from now on.');
  } catch (error) {
    if (!(error instanceof ApiError) || !error.reasons.includes('stop-stands-already')) throw error;
    say('Activations are stopped already.');
  }
}

async function waitForNothing(deps: EndDeps, before: EmergencyPreview): Promise<number> {
  let live = before;
  for (let look = 0; look < deps.looks && (live.leases > 0 || live.more); look += 1) {
    await deps.pause();
    live = await showLive(deps);
  }
  return live.leases;
}
