import { z } from 'zod';
import { AwaitDecisionInput } from '../../core/contract/workflow';
import { awaitDecision } from '../../core/usecases/await-decision';
import { once } from '../shared/once';
import { requestPorts } from '../shared/ports/records';
import { tokenPorts, workflowPorts } from '../shared/ports/workflow';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { AwaitDecisionEnv } from './env';

const ports = once(() => {
  const env = readEnv(AwaitDecisionEnv);
  return { ...requestPorts(env), ...tokenPorts(env), ...workflowPorts(env) };
});

/** Keeps the task token under which the approval workflow waits. */
export const handler = taskHandler({ input: AwaitDecisionInput, output: z.void() }, (input) =>
  awaitDecision(input, ports()),
);
