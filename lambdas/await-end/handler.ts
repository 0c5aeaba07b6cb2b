import { z } from 'zod';
import { AwaitEndInput } from '../../core/contract/workflow';
import { awaitEnd } from '../../core/usecases/await-end';
import { once } from '../shared/once';
import { requestPorts } from '../shared/ports/records';
import { tokenPorts, workflowPorts } from '../shared/ports/workflow';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { AwaitEndEnv } from './env';

const ports = once(() => {
  const env = readEnv(AwaitEndEnv);
  return { ...requestPorts(env), ...tokenPorts(env), ...workflowPorts(env) };
});

/** Keeps the task token under which a lease waits for its end. */
export const handler = taskHandler({ input: AwaitEndInput, output: z.void() }, (input) =>
  awaitEnd(input, ports()),
);
