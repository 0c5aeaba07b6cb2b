import { MINUTE, SECOND } from '../model/instant';
import type { WebDeployment, WebHost } from '../ports/web-host';
import type { Ports } from './deps';

/** What became of a publication; `failed`: the web app is as it was before. */
export type PublishOutcome =
  | { readonly kind: 'published'; readonly deploymentId: string }
  | { readonly kind: 'failed'; readonly reason: string };

type Deps = Pick<Ports, 'clock'> & { readonly host: WebHost };

const EVERY = 3 * SECOND;
/** A deployment that has not begun for so long was left behind by somebody who died over it. */
const ABANDONED = 3 * MINUTE;
/** Less than the time that the function and CloudFormation have. */
export const PUBLISH_WITHIN = 12 * MINUTE;

/**
 * Publishes an archive of the web app and waits until it is served. Publishing the same twice, also at once, leaves it published: the
 * second waits for the first. What stands in the way unbegun is stopped after three minutes.
 */
export async function publishWeb(archive: Uint8Array, deps: Deps): Promise<PublishOutcome> {
  const until = deps.clock.now() + PUBLISH_WITHIN;
  const begun = await begin(archive, until, deps);
  if (!begun) return failed('another deployment was unfinished all the time; see the Amplify console');
  const ended = await finish(begun, until, deps);
  if (ended.state === 'done') return { kind: 'published', deploymentId: ended.id };
  if (ended.state === 'failed')
    return failed(`deployment ${ended.id} failed${ended.reason ? `: ${ended.reason}` : ''}`);
  if (ended.state === 'stopped') return failed(`deployment ${ended.id} was stopped by somebody`);
  return failed(`deployment ${ended.id} was not finished after ${PUBLISH_WITHIN / MINUTE} minutes`);
}

async function begin(archive: Uint8Array, until: number, deps: Deps): Promise<WebDeployment | undefined> {
  const { clock, host } = deps;
  let abandoned = { id: '', at: 0 };
  for (; clock.now() < until; await clock.sleep(EVERY)) {
    const before = await host.newest();
    if (before && isUnfinished(before)) {
      if (abandoned.id !== before.id) abandoned = { id: before.id, at: clock.now() + ABANDONED };
      if (before.state === 'waiting' && clock.now() >= abandoned.at) await host.stop(before.id);
      continue;
    }
    const begun = await host.deploy(archive);
    if (begun) return begun;
  }
  return undefined;
}

async function finish(begun: WebDeployment, until: number, { clock, host }: Deps): Promise<WebDeployment> {
  let now = begun;
  while (isUnfinished(now) && clock.now() < until) {
    await clock.sleep(EVERY);
    now = await host.read(begun.id);
  }
  return now;
}

const isUnfinished = ({ state }: WebDeployment): boolean => state === 'waiting' || state === 'running';

const failed = (reason: string): PublishOutcome => ({
  kind: 'failed',
  reason: `The web app was not published: ${reason}.`,
});
