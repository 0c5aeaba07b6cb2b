import { Expressions } from '../../local/aws/step-functions/expressions';
import { StepFunctionsService } from '../../local/aws/step-functions/service';
import type { Timeline } from '../../local/clock';
import { functionNameOf } from '../../local/laptop/workflows';
import { ACCOUNT_ID, REGION } from '../../local/places';
import type { LambdaHost } from './lambda-host';
import type { Random } from './random';

type Sources = { readonly timeline: Timeline; readonly random: Random };

let sources: Sources | undefined;

function worldNow(): Sources {
  if (!sources) throw new Error('A workflow ran outside a run.');
  return sources;
}

/** One for all runs of this process: each expression of the state machines is parsed once. */
const expressions = new Expressions({
  now: () => worldNow().timeline.now(),
  random: () => worldNow().random.next(),
});

/** Step Functions of a new world, on a clock of its own. From now on expressions take time and randomness from there. */
export function workflowsOf(host: LambdaHost, timeline: Timeline, random: Random): StepFunctionsService {
  sources = { timeline, random };
  return new StepFunctionsService({
    timeline,
    invoke: (name, payload) => host.invoke(functionNameOf(name), payload, aboutOf(payload)),
    random: () => random.next(),
    expressions,
    region: REGION,
    accountId: ACCOUNT_ID,
    partition: 'aws',
  });
}

function aboutOf(payload: unknown): string {
  const { leaseId, requestId } = payload as { leaseId?: string; requestId?: string };
  return leaseId ?? requestId ?? '';
}
