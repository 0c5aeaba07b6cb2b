import {
  type AmplifyClient,
  BadRequestException,
  CreateDeploymentCommand,
  GetJobCommand,
  JobStatus,
  type JobSummary,
  ListJobsCommand,
  StartDeploymentCommand,
  StopJobCommand,
} from '@aws-sdk/client-amplify';
import type { WebDeployment, WebHost } from '../core/ports/web-host';
import { given } from './unexpected-answer-error';

/** The archive of the web app was not taken at the address that Amplify gave for it. */
export class UploadRefusedError extends Error {
  override name = 'UploadRefusedError' as const;
}

/** One branch of one app in Amplify Hosting that is connected to no repository. */
export type AmplifyBranch = { readonly appId: string; readonly branchName: string };

/** How long the upload may take, in milliseconds. */
const UPLOAD_WITHIN = 120_000;

const STATES: Readonly<Record<JobStatus, WebDeployment['state']>> = {
  CREATED: 'waiting',
  PENDING: 'waiting',
  PROVISIONING: 'running',
  RUNNING: 'running',
  CANCELLING: 'running',
  SUCCEED: 'done',
  FAILED: 'failed',
  CANCELLED: 'stopped',
};

/** Amplify Hosting: a manual deployment is created, its archive put to an address that is signed for it, and then started. */
export class AmplifyWebHost implements WebHost {
  constructor(
    private readonly client: AmplifyClient,
    private readonly branch: AmplifyBranch,
  ) {}

  async newest(): Promise<WebDeployment | undefined> {
    const { jobSummaries = [] } = await this.client.send(
      new ListJobsCommand({ ...this.branch, maxResults: 10 }),
    );
    const [newest] = jobSummaries.toSorted((a, b) => Number(b.jobId) - Number(a.jobId));
    return newest && deploymentOf(newest);
  }

  async deploy(archive: Uint8Array): Promise<WebDeployment | undefined> {
    const created = await this.#create();
    if (!created) return undefined;
    const jobId = given(created.jobId, 'jobId');
    const zipUploadUrl = given(created.zipUploadUrl, 'zipUploadUrl');
    try {
      await upload(zipUploadUrl, archive);
    } catch (error) {
      // Left unstarted it would stand in the way of the next one.
      await this.stop(jobId);
      throw error;
    }
    const { jobSummary } = await this.client.send(new StartDeploymentCommand({ ...this.branch, jobId }));
    return deploymentOf(given(jobSummary, 'jobSummary'));
  }

  async read(id: string): Promise<WebDeployment> {
    const { job } = await this.client.send(new GetJobCommand({ ...this.branch, jobId: id }));
    const reason = job?.steps?.find(({ status }) => status === JobStatus.FAILED)?.statusReason;
    return { ...deploymentOf(given(job?.summary, 'summary')), ...(reason ? { reason } : {}) };
  }

  async stop(id: string): Promise<void> {
    try {
      await this.client.send(new StopJobCommand({ ...this.branch, jobId: id }));
    } catch (error) {
      // It is finished already.
      if (!(error instanceof BadRequestException)) throw error;
    }
  }

  async #create() {
    try {
      return await this.client.send(new CreateDeploymentCommand(this.branch));
    } catch (error) {
      // "The last job(deployment) 3 was not finished": somebody else has created one since we looked.
      if (error instanceof BadRequestException && /not finished/.test(error.message)) return undefined;
      throw error;
    }
  }
}

function deploymentOf({ jobId, status }: JobSummary): WebDeployment {
  return { id: given(jobId, 'jobId'), state: STATES[given(status, 'status')] };
}

/** The address is a credential: it stands in no message. */
async function upload(url: string, archive: Uint8Array): Promise<void> {
  const signal = AbortSignal.timeout(UPLOAD_WITHIN);
  const headers = { 'content-type': 'application/zip' };
  const body = new Uint8Array(archive);
  const answer = await fetch(url, { method: 'PUT', headers, body, signal }).catch((error: unknown) => {
    throw new UploadRefusedError('The archive could not be sent to Amplify.', { cause: error });
  });
  await answer.body?.cancel();
  if (!answer.ok)
    throw new UploadRefusedError(`Amplify refused the archive with status ${answer.status} at the upload.`);
}
