/** A deployment of the web app at its host. `waiting`: it has not begun, or its files were never sent. */
export type WebDeployment = {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  /** What the host says of a failure. */
  readonly reason?: string;
};

/** What serves the web app. It takes one deployment at a time. */
export interface WebHost {
  /** The deployment that was created last, if there was any. */
  newest(): Promise<WebDeployment | undefined>;
  /** Sends a zip archive of all files and has it deployed; `undefined` while another deployment is unfinished. Throws when it is refused. */
  deploy(archive: Uint8Array): Promise<WebDeployment | undefined>;
  read(id: string): Promise<WebDeployment>;
  /** Gives a deployment up; one that is finished stays as it is. */
  stop(id: string): Promise<void>;
}
