import type { WebDeployment, WebHost } from '../../../core/ports/web-host';

/** Takes one deployment at a time; each reading moves it on, until it ends as `ends` says. */
export class FakeWebHost implements WebHost {
  readonly archives = new Map<string, Uint8Array>();
  /** What stands in the console, in the order of creation. */
  readonly deployments: WebDeployment[] = [];
  /** How deployments end; `never`: they go on running. */
  ends: 'done' | 'failed' | 'never' = 'done';

  async newest(): Promise<WebDeployment | undefined> {
    const newest = this.deployments.at(-1);
    return newest && this.read(newest.id);
  }

  async deploy(archive: Uint8Array): Promise<WebDeployment | undefined> {
    const before = this.deployments.at(-1);
    if (before && (before.state === 'waiting' || before.state === 'running')) return undefined;
    const begun = this.left('waiting');
    this.archives.set(begun.id, archive);
    return begun;
  }

  /** A deployment whose archive was never sent. */
  left(state: WebDeployment['state']): WebDeployment {
    const left: WebDeployment = { id: String(this.deployments.length + 1), state };
    this.deployments.push(left);
    return left;
  }

  async read(id: string): Promise<WebDeployment> {
    const at = this.deployments.findIndex((deployment) => deployment.id === id);
    const now = this.deployments[at];
    if (!now) throw new Error(`There is no deployment ${id}.`);
    this.deployments[at] = this.#moved(now);
    return now;
  }

  async stop(id: string): Promise<void> {
    const at = this.deployments.findIndex((deployment) => deployment.id === id);
    const now = this.deployments[at];
    if (now?.state === 'waiting' || now?.state === 'running') this.deployments[at] = { id, state: 'stopped' };
  }

  #moved(now: WebDeployment): WebDeployment {
    if (!this.archives.has(now.id)) return now;
    if (now.state === 'waiting') return { ...now, state: 'running' };
    if (now.state !== 'running' || this.ends === 'never') return now;
    return this.ends === 'done'
      ? { ...now, state: 'done' }
      : { ...now, state: 'failed', reason: 'The archive cannot be read' };
  }
}
