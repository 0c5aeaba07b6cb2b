import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as model from '@aws-sdk/client-amplify';
import { check, isRecord, toWire } from '../../local/aws/model';
import { operationOf } from '../../local/aws/shape';

const BRANCH = '/apps/dexample/branches/main';
const START = Date.UTC(2026, 10, 21, 9) / 1000;

type Job = { readonly id: string; status: model.JobStatus; archive?: Buffer };
type Answer = { readonly status: number; readonly body: object; readonly error?: string };

const ROUTES: readonly (readonly [RegExp, string])[] = [
  [/^POST \/apps\/[^/]+\/branches\/[^/]+\/deployments$/, 'CreateDeployment'],
  [/^POST \/apps\/[^/]+\/branches\/[^/]+\/deployments\/start$/, 'StartDeployment'],
  [/^GET \/apps\/[^/]+\/branches\/[^/]+\/jobs$/, 'ListJobs'],
  [/^GET \/apps\/[^/]+\/branches\/[^/]+\/jobs\/(\d+)$/, 'GetJob'],
  [/^DELETE \/apps\/[^/]+\/branches\/[^/]+\/jobs\/(\d+)\/stop$/, 'StopJob'],
];

const UNFINISHED: readonly model.JobStatus[] = ['CREATED', 'PENDING', 'RUNNING'];

/**
 * Answers as Amplify Hosting does to manual deployments of one branch, requests and answers checked against the model of the SDK. Each
 * reading moves a started job on, until it ends as `ends` says.
 */
export class AmplifyServer {
  readonly jobs: Job[] = [];
  ends: 'SUCCEED' | 'FAILED' | 'never' = 'SUCCEED';
  /** The status with which archives are answered. */
  uploadStatus = 200;
  /** The content type with which the last archive came. */
  uploadType: string | undefined;
  url = '';
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  /** Listens on a free port of loopback. */
  static async start(): Promise<AmplifyServer> {
    const amplify = new AmplifyServer();
    await new Promise<void>((resolve) => amplify.#server.listen(0, '127.0.0.1', resolve));
    const address = amplify.#server.address();
    amplify.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    return amplify;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** A job whose archive was never sent. */
  leave(status: model.JobStatus): Job {
    const job: Job = { id: String(this.jobs.length + 1), status };
    this.jobs.push(job);
    return job;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { pathname } = new URL(request.url ?? '/', this.url);
    if (request.method === 'PUT') this.uploadType = request.headers['content-type'];
    const { status, body, error } = this.#answer(`${request.method} ${pathname}`, Buffer.concat(chunks));
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(error && { 'x-amzn-errortype': error }),
    });
    response.end(JSON.stringify(body));
  }

  #answer(line: string, body: Buffer): Answer {
    const upload = /^PUT \/upload\/(\d+)$/.exec(line)?.[1];
    if (upload !== undefined) return this.#upload(upload, body);
    for (const [pattern, name] of ROUTES) {
      const [, jobId] = pattern.exec(line) ?? [undefined];
      if (!pattern.test(line)) continue;
      if (!line.includes(` ${BRANCH}/`)) return refusal('NotFoundException', 'There is no such branch', 404);
      return this.#operate(name, { ...parsed(body), ...(jobId === undefined ? {} : { jobId }) });
    }
    return refusal('BadRequestException', `No operation for ${line}`);
  }

  #upload(id: string, archive: Buffer): Answer {
    const job = this.jobs.find((candidate) => candidate.id === id);
    if (job && this.uploadStatus === 200) job.archive = archive;
    return { status: this.uploadStatus, body: {} };
  }

  #operate(name: string, given: Record<string, unknown>): Answer {
    const operation = operationOf({ ...model }, name);
    if (!operation) throw new Error(`The model has no ${name}`);
    const input = { appId: 'dexample', branchName: 'main', ...given };
    const wrong = check(operation.input, input);
    if (wrong.length > 0) return refusal('BadRequestException', wrong.join('; '));
    const output = this.#output(name, typeof given.jobId === 'string' ? given.jobId : '');
    if ('error' in output) return output as Answer;
    const problems = check(operation.output, output);
    if (problems.length > 0) throw new Error(`The emulator answers ${problems.join('; ')}`);
    return { status: 200, body: toWire(operation.output, output) as object };
  }

  #output(name: string, jobId: string): object {
    if (name === 'CreateDeployment') return this.#create();
    if (name === 'ListJobs') {
      // The archive that was never sent never moves on.
      const summaries = this.jobs.toReversed().map((job) => summaryOf(job));
      for (const job of this.jobs) this.#move(job);
      return { jobSummaries: summaries };
    }
    const job = this.jobs.find(({ id }) => id === jobId);
    if (!job) return refusal('NotFoundException', `There is no job ${jobId}`, 404);
    if (name === 'StartDeployment') return { jobSummary: summaryOf(job) };
    if (name === 'StopJob') return this.#stop(job);
    const summary = summaryOf(job);
    const steps = job.status === 'FAILED' ? [failedStep()] : [];
    this.#move(job);
    return { job: { summary, steps } };
  }

  #create(): object {
    const last = this.jobs.at(-1);
    if (last && UNFINISHED.includes(last.status))
      return refusal(
        'BadRequestException',
        `The last job(deployment) ${last.id} was not finished, please wait until it finish or use StopJob operation to cancel it before creating a new deployment.`,
      );
    const { id } = this.leave('PENDING');
    return { jobId: id, fileUploadUrls: {}, zipUploadUrl: `${this.url}/upload/${id}?X-Amz-Signature=secret` };
  }

  #stop(job: Job): object {
    if (!UNFINISHED.includes(job.status)) return refusal('BadRequestException', 'The job is finished');
    job.status = 'CANCELLED';
    return { jobSummary: summaryOf(job) };
  }

  #move(job: Job): void {
    if (!job.archive) return;
    if (job.status === 'PENDING') job.status = 'RUNNING';
    else if (job.status === 'RUNNING' && this.ends !== 'never') job.status = this.ends;
  }
}

const refusal = (error: string, message: string, status = 400): Answer => ({
  status,
  error,
  body: { message },
});

function parsed(body: Buffer): Record<string, unknown> {
  const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString());
  return isRecord(value) ? value : {};
}

const summaryOf = ({ id, status }: Job) => ({
  jobArn: `arn:aws:amplify:eu-west-1:111122223333:apps/dexample/branches/main/jobs/${id}`,
  jobId: id,
  commitId: 'HEAD',
  commitMessage: '',
  commitTime: START,
  startTime: START,
  status,
  jobType: 'MANUAL',
});

const failedStep = () => ({
  stepName: 'DEPLOY',
  startTime: START,
  endTime: START,
  status: 'FAILED',
  statusReason: 'The archive cannot be read',
});
