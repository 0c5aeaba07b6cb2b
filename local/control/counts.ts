import { z } from 'zod';
import { toIso } from '../../core/model/instant';
import { type Endpoint, endpoint, nothing } from './endpoint';
import { executionsOf, stopExecutions } from './executions';
import { unknown } from './problem';

/** What was called how often, what runs, and what could not be delivered. */
export function countEndpoints(): Endpoint[] {
  let transitionsBefore = 0;
  return [
    endpoint({
      method: 'GET',
      path: '/calls',
      says: 'Counts calls of AWS services, invocations of functions and state transitions since the last reset.',
      input: nothing,
      run: async (_input, { services, lambdas }) => ({
        aws: services.endpoint.calls.counts(),
        functions: lambdas.invocations,
        stateTransitions: services.sfn.transitions() - transitionsBefore,
      }),
    }),
    endpoint({
      method: 'DELETE',
      path: '/calls',
      says: 'Begins to count anew.',
      input: nothing,
      run: async (_input, { services, lambdas }) => {
        services.endpoint.calls.reset();
        lambdas.resetInvocations();
        transitionsBefore = services.sfn.transitions();
        return { reset: true };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/executions',
      says: 'Lists the workflows, newest first, with their state transitions.',
      example: { status: 'RUNNING' },
      input: z.strictObject({
        status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
      }),
      run: async ({ status }, { services }) => ({ items: await executionsOf(services.sfn, status) }),
    }),
    endpoint({
      method: 'DELETE',
      path: '/executions',
      says: 'Stops the running workflow `name`, or all of them, as somebody in the console could.',
      example: { name: '01K0A1B2C3D4E5F6G7H8J9KMNP-1' },
      input: z.strictObject({ name: z.string().min(1).optional() }),
      run: async ({ name }, { services }) => {
        const stopped = await stopExecutions(services.sfn, name);
        if (name !== undefined && stopped === 0) throw unknown(`No workflow ${name} runs.`);
        return { stopped };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/metrics',
      says: 'Lists the newest figure of each metric that CloudWatch would be given.',
      input: nothing,
      run: async (_input, { metrics }) => ({
        items: metrics.newest().map(({ at, ...datum }) => ({ ...datum, at: toIso(at) })),
      }),
    }),
    endpoint({
      method: 'GET',
      path: '/dead-letters',
      says: 'Lists what stands in the queues of failures, and why; npm run replay repeats it.',
      input: nothing,
      run: async (_input, { deadLetters }) => ({
        items: deadLetters().map(({ id, queue, sentAt, reason }) => ({
          id,
          queue,
          at: toIso(sentAt),
          reason,
        })),
      }),
    }),
  ];
}
