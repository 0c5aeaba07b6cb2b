import { randomUUID } from 'node:crypto';
import { callIntegration } from '../call-integration';
import type { TaskState } from '../definition';
import { ExecutionError } from '../execution-error';
import { integrationOf } from '../integrations';
import { isObject, type Json } from '../json';
import { checkSize, leave } from '../leave';
import type { TaskPhase } from '../records';
import { evaluateSeconds } from '../seconds';
import { type Move, PARKED, scopeOf, type Visit } from '../visit';

/** Calls a function or a service, and where the resource says so waits for the token to come back. */
export async function enterTask(visit: Visit, state: TaskState): Promise<Move> {
  const { frame } = visit;
  const phase: TaskPhase = { kind: 'task', arguments: {}, submitted: false };
  if (waitsForToken(state)) phase.token = newToken(visit);
  frame.phase = phase;
  await setLimits(visit, state, phase);
  const evaluated = await visit.expressions.evaluate(state.Arguments, scopeOf(visit), 'Arguments');
  if (!visit.isCurrent()) return PARKED;
  checkSize(evaluated, 'arguments');
  phase.arguments = isObject(evaluated) ? evaluated : {};
  recordScheduled(visit, state, phase);
  await visit.checkpoint();
  return visit.isCurrent() ? continueTask(visit, state, phase) : PARKED;
}

/** Goes on with a task: answered, out of time, waiting for its token, or, after a restart, to be called again. */
export async function continueTask(visit: Visit, state: TaskState, phase: TaskPhase): Promise<Move> {
  if (phase.answer) return answered(visit, state, phase.answer);
  checkTime(phase, visit.now());
  visit.arm();
  if (phase.submitted) return PARKED;
  const result = await callIntegration(visit, state, phase.arguments);
  if (!visit.isCurrent()) return PARKED;
  if (phase.token === undefined) return succeeded(visit, state, result);
  phase.submitted = true;
  visit.record('TaskSubmitted', {
    taskSubmittedEventDetails: { ...resourceOf(state), output: text(result) },
  });
  await visit.checkpoint();
  return PARKED;
}

/** The names under which the history lists a task's resource. */
export function resourceOf(state: TaskState): { resourceType: string; resource: string } {
  const [resourceType = '', resource = ''] = (integrationOf(state.Resource) ?? '').split(':');
  return { resourceType, resource };
}

function waitsForToken(state: TaskState): boolean {
  return state.Resource.endsWith('.waitForTaskToken');
}

function newToken(visit: Visit): string {
  return Buffer.from(`${visit.execution.arn}|${randomUUID()}`).toString('base64');
}

async function setLimits(visit: Visit, state: TaskState, phase: TaskPhase): Promise<void> {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  if (timeout !== undefined) {
    phase.timeoutAt = visit.now() + (await evaluateSeconds(visit, timeout, 'TimeoutSeconds', 1)) * 1_000;
  }
  if (heartbeat === undefined) return;
  phase.heartbeatSeconds = await evaluateSeconds(visit, heartbeat, 'HeartbeatSeconds', 1);
  phase.heartbeatAt = visit.now() + phase.heartbeatSeconds * 1_000;
}

function checkTime(phase: TaskPhase, now: number): void {
  if (phase.timeoutAt !== undefined && phase.timeoutAt <= now) {
    throw new ExecutionError('States.Timeout', 'The task ran longer than its TimeoutSeconds.');
  }
  if (phase.heartbeatAt !== undefined && phase.heartbeatAt <= now) {
    throw new ExecutionError(
      'States.HeartbeatTimeout',
      'The task sent no heartbeat within its HeartbeatSeconds.',
    );
  }
}

async function answered(
  visit: Visit,
  state: TaskState,
  answer: NonNullable<TaskPhase['answer']>,
): Promise<Move> {
  if (answer.kind === 'failure') throw new ExecutionError(answer.error, answer.cause);
  return succeeded(visit, state, answer.output);
}

function succeeded(visit: Visit, state: TaskState, result: Json): Promise<Move> {
  checkSize(result, 'result');
  visit.record('TaskSucceeded', {
    taskSucceededEventDetails: { ...resourceOf(state), output: text(result) },
  });
  return leave(visit, { writes: state, next: state.Next, otherwise: result, extra: { result } });
}

function recordScheduled(visit: Visit, state: TaskState, phase: TaskPhase): void {
  const region = visit.execution.arn.split(':')[3] ?? '';
  const now = visit.now();
  visit.record('TaskScheduled', {
    taskScheduledEventDetails: {
      ...resourceOf(state),
      region,
      parameters: text(phase.arguments),
      ...(phase.timeoutAt !== undefined && { timeoutInSeconds: (phase.timeoutAt - now) / 1_000 }),
      ...(phase.heartbeatSeconds !== undefined && { heartbeatInSeconds: phase.heartbeatSeconds }),
    },
  });
  visit.record('TaskStarted', { taskStartedEventDetails: resourceOf(state) });
}

function text(value: Json): string {
  return JSON.stringify(value);
}
