import { z } from 'zod';
import { ServiceError } from '../../service';
import { type Json, parseJson } from '../json';
import type { Execution, Frame, TaskPhase } from '../records';
import type { Store } from '../store';
import { operation } from './operation';

const Success = z.object({ taskToken: z.string(), output: z.string() });
const Failure = z.object({
  taskToken: z.string(),
  error: z.string().max(256).default('States.TaskFailed'),
  cause: z.string().max(32_768).default(''),
});
const Heartbeat = z.object({ taskToken: z.string() });

export const sendTaskSuccess = operation(Success, async ({ store, engine }, input) => {
  const { execution, frame, phase } = openTask(store, input.taskToken);
  await engine.answer(execution, frame, phase, { kind: 'success', output: outputOf(input.output) });
  return {};
});

export const sendTaskFailure = operation(Failure, async ({ store, engine }, { taskToken, error, cause }) => {
  const { execution, frame, phase } = openTask(store, taskToken);
  await engine.answer(execution, frame, phase, { kind: 'failure', error, cause });
  return {};
});

export const sendTaskHeartbeat = operation(Heartbeat, async ({ store, engine }, { taskToken }) => {
  const { execution, frame, phase } = openTask(store, taskToken);
  await engine.heartbeat(execution, frame, phase);
  return {};
});

type OpenTask = { execution: Execution; frame: Frame; phase: TaskPhase };

/** The task that waits for a token: each token is good for one answer, while its task is waiting. */
function openTask(store: Store, token: string): OpenTask {
  const arn = /^(arn:[^|]+)\|[0-9a-f-]{36}$/.exec(Buffer.from(token, 'base64').toString())?.[1];
  if (arn === undefined) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  const execution = store.executions.get(arn);
  if (!execution) throw new ServiceError('TaskDoesNotExist', "Task Does Not Exist: 'Task does not exist'");
  for (const frame of execution.frames) {
    const { phase } = frame;
    if (phase.kind === 'task' && phase.token === token && !phase.answer) return { execution, frame, phase };
  }
  throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}

function outputOf(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw new ServiceError('InvalidOutput', 'Invalid Output: not a JSON text');
  }
}
