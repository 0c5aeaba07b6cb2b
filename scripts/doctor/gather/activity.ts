import { lambdaClient } from '../../../aws/clients';
import { LambdaFunctions } from '../../../aws/lambda-functions';
import { systemClock } from '../../../aws/system-clock';
import { type ActivityProbe, ActivityProbeAnswer } from '../../../core/contract/activity-probe';
import { SECOND } from '../../../core/model/instant';
import type { Config } from '../../../lib/config/config';
import type { ActivitySeen, Facts } from '../facts';
import { after, type Look, look } from '../look';
import { type DeployedPart, deployedName, NotDeployedError } from '../stacks';

/** How long is waited between two questions, in milliseconds, and how often is asked: a query takes seconds, rarely a minute. */
const PAUSE = SECOND;
const MOST = 60;

/** Whether events can be read, asked of the function that reads them: nobody else has its rights. */
export function lookAtActivity(
  { account }: Config,
  parts: Look<readonly DeployedPart[]>,
): Promise<Facts['activity']> {
  return after(parts, (all) =>
    look('lambda:InvokeFunction', async () => {
      const name = queryActivityIn(all);
      return name === undefined ? { state: 'not-deployed' } : newestEvent(name, account);
    }),
  );
}

function queryActivityIn(parts: readonly DeployedPart[]): string | undefined {
  try {
    return deployedName(parts, 'query-activity');
  } catch (error) {
    if (error instanceof NotDeployedError) return undefined;
    throw error;
  }
}

async function newestEvent(name: string, accountId: string): Promise<ActivitySeen> {
  const begun = await ask(name, { probe: 'start', accountId });
  if (begun.state !== 'started') return seenIn(begun);
  for (let asked = 0; asked < MOST; asked += 1) {
    const answer = await ask(name, { probe: 'read', queryId: begun.queryId });
    if (answer.state !== 'running') return seenIn(answer);
    await systemClock.sleep(PAUSE);
  }
  return { state: 'unanswered', seconds: (MOST * PAUSE) / SECOND };
}

function seenIn(answer: ActivityProbeAnswer): ActivitySeen {
  if (answer.state === 'finished') {
    const { newestEventAt } = answer;
    return { state: 'readable', ...(newestEventAt !== undefined && { newestEventAt }) };
  }
  return { state: 'unreadable', reason: 'reason' in answer ? answer.reason : `It answered ${answer.state}` };
}

/** What the function answers; one that fails is one that cannot read. */
async function ask(name: string, probe: ActivityProbe): Promise<ActivityProbeAnswer> {
  const invoked = await new LambdaFunctions(lambdaClient()).invoke(name, probe);
  if (invoked.kind === 'failed') return { state: 'failed', reason: `The function failed: ${invoked.reason}` };
  return ActivityProbeAnswer.parse(invoked.answer);
}
