import { z } from 'zod';
import { type Endpoint, endpoint, nothing } from './endpoint';
import { executionsOf } from './executions';

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
      method: 'GET',
      path: '/dead-letters',
      says: 'Lists what could not be delivered after all tries.',
      input: nothing,
      run: async (_input, { deadLetters }) => ({ items: deadLetters() }),
    }),
  ];
}
