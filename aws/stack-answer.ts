import type { Clock } from '../core/ports/clock';

/** What CloudFormation waits for from a custom resource. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export type StackAnswer = {
  readonly Status: 'SUCCESS' | 'FAILED';
  /** Shown in the events of the stack. */
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
};

/** CloudFormation could not be told; it waits until the time limit of the resource is over. */
export class StackNotAnsweredError extends Error {
  override name = 'StackNotAnsweredError' as const;
}

const TRIES = 4;
const PAUSE = 2_000;
const ANSWER_WITHIN = 10_000;

/** Tells CloudFormation at the address that it gave, which is signed and stands in no message. Throws `StackNotAnsweredError`. */
export async function answerStack(address: string, answer: StackAnswer, clock: Clock): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const problem = await put(address, JSON.stringify(answer));
    if (problem === undefined) return;
    if (tries === TRIES) throw new StackNotAnsweredError(`CloudFormation could not be told: ${problem}.`);
    await clock.sleep(PAUSE);
  }
}

async function put(address: string, body: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    // The signature is over an empty content type.
    const headers = { 'content-type': '' };
    const answer = await fetch(address, { method: 'PUT', headers, body: Buffer.from(body), signal });
    await answer.body?.cancel();
    return answer.ok ? undefined : `status ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.name : 'it failed';
  }
}
