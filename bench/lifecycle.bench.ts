import { startLaptop } from '../local/laptop/laptop';
import type { LambdaHost } from '../local/lambda-host';
import { LaptopClient } from '../local/story/client';
import { Plot } from '../local/story/plot';
import { Teller } from '../local/story/teller';
import { LIFECYCLE } from '../scripts/cost/quantities';
import type { Figure } from './figure';

/** Short enough that the hourly reading of the directory, which is nobody's lifecycle, does not fall into it. */
const MINUTES = 30;
/** Functions that run on a schedule whether or not anybody asks for anything. */
const SCHEDULED = new Set(['reconcile', 'sync-directory', 'seal-audit']);
/** Services whose calls are counted apart: the table, the workflow and the email. */
const OWN = new Set(['dynamodb', 'sfn', 'ses']);

/** What does one approved-and-expired lifecycle cost in state transitions, Lambda invocations and AWS calls? The people are signed in already. */
export async function lifecycle(): Promise<Figure[]> {
  const laptop = await startLaptop({ port: 0, web: false, fresh: true });
  try {
    const plot = new Plot(new LaptopClient(laptop.url), silent());
    await plot.client.signIn('ann');
    await plot.client.signIn('ben');
    const wish = await plot.findWish('ann', 'prod');
    await plot.settle();
    const transitions = laptop.services.sfn.transitions();
    // The reconciler looks after everything every minute: its calls are no lifecycle's, and are measured by themselves.
    const invoke = laptop.host.invoke.bind(laptop.host);
    laptop.host.invoke = async (name, payload) => (name === 'reconcile' ? {} : invoke(name, payload));
    // What they look at is nobody's lifecycle, and the reconciler looks at everything.
    withoutScheduled(laptop.host);
    laptop.services.endpoint.calls.reset();
    laptop.host.resetInvocations();

    const request = await plot.askQuietly('ann', wish, MINUTES);
    await plot.decide('ben', request, 'approve');
    await plot.client.advance(MINUTES + 2);
    const calls = Object.entries(laptop.services.endpoint.calls.counts());
    // Looking at the result is the reader's own call: counted before.
    const invocations = Object.entries(laptop.host.invocations);
    const isOwn = ([name]: readonly [string, number]) => OWN.has(name.split('.')[0] ?? '');
    const aws = calls.filter((call) => !isOwn(call));
    const own = calls.filter(isOwn);
    const seen = await plot.read('ann', request.id);
    if (seen.status !== 'ended') throw new Error(`The lifecycle did not end: ${seen.status}`);
    return [
      {
        name: 'lifecycle.state_transitions',
        value: laptop.services.sfn.transitions() - transitions,
        unit: 'transitions',
        limit: LIFECYCLE.stateTransitions,
      },
      { name: 'lifecycle.executions', value: LIFECYCLE.executions, unit: 'executions' },
      {
        name: 'lifecycle.lambda_invocations',
        value: sum(invocations),
        unit: 'invocations',
        limit: LIFECYCLE.lambdaInvocations,
      },
      {
        name: 'lifecycle.emails',
        value: sum(own.filter(([name]) => name === 'ses.SendEmail')),
        unit: 'emails',
        limit: LIFECYCLE.emails,
      },
      { name: 'lifecycle.aws_api_calls', value: sum(aws), unit: 'calls', limit: LIFECYCLE.awsCalls },
      ...aws.map(([name, value]) => ({ name: `lifecycle.aws_api_calls.${name}`, value, unit: 'calls' })),
      ...own.map(([name, value]) => ({ name: `lifecycle.own_calls.${name}`, value, unit: 'calls' })),
    ];
  } finally {
    await laptop.close();
  }
}

/** From now on the functions that run on a schedule do nothing. */
function withoutScheduled(host: LambdaHost): void {
  const invoke = host.invoke.bind(host);
  host.invoke = async (name, event) => (SCHEDULED.has(name) ? null : invoke(name, event));
}

function silent(): Teller {
  return new Teller({ json: true, now: async () => 0, print: () => undefined });
}

function sum(entries: readonly (readonly [string, number])[]): number {
  return entries.reduce((total, [, count]) => total + count, 0);
}
