import { ExecutionError } from './execution-error';
import type { Frame } from './records';
import { leave } from './leave';
import { enterChoice } from './states/choice';
import { enterFail } from './states/fail';
import { enterMap } from './states/map';
import { enterParallel } from './states/parallel';
import { enterPass } from './states/pass';
import { enterSucceed } from './states/succeed';
import { continueTask, enterTask } from './states/task';
import { continueWait, enterWait } from './states/wait';
import { type Move, PARKED, type Visit } from './visit';

/** Does whatever a frame has to do now. Its phase alone says what, so that a restart goes the same way. */
export async function proceed(visit: Visit): Promise<Move> {
  const { frame, state } = visit;
  const { phase } = frame;
  if (phase.kind === 'failed') throw new ExecutionError(phase.error, phase.cause);
  if (phase.kind === 'waiting' && state.Type === 'Wait') return continueWait(visit, state, phase.until);
  if (phase.kind === 'task' && state.Type === 'Task') return continueTask(visit, state, phase);
  if (phase.kind === 'branches' && (state.Type === 'Parallel' || state.Type === 'Map')) {
    if (phase.finished < phase.inputs.length) return PARKED;
    visit.record(`${state.Type}StateSucceeded`);
    const result = phase.results;
    return leave(visit, { writes: state, next: state.Next, otherwise: result, extra: { result } });
  }
  if (phase.kind === 'retrying' && phase.until > visit.now()) {
    visit.arm();
    return PARKED;
  }
  if (phase.kind === 'retrying') {
    frame.retries += 1;
    visit.countTransition();
  }
  frame.phase = { kind: 'entered' };
  return enter(visit);
}

/** When a phase falls due, in epoch milliseconds; undefined when it waits for no instant. */
export function dueAt(phase: Frame['phase']): number | undefined {
  if (phase.kind === 'waiting' || phase.kind === 'retrying') return phase.until;
  if (phase.kind !== 'task') return undefined;
  const limits = [phase.timeoutAt, phase.heartbeatAt].filter((at) => at !== undefined);
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

function enter(visit: Visit): Promise<Move> {
  const { state } = visit;
  switch (state.Type) {
    case 'Pass':
      return enterPass(visit, state);
    case 'Succeed':
      return enterSucceed(visit, state);
    case 'Fail':
      return enterFail(visit, state);
    case 'Wait':
      return enterWait(visit, state);
    case 'Choice':
      return enterChoice(visit, state);
    case 'Task':
      return enterTask(visit, state);
    case 'Parallel':
      return enterParallel(visit, state);
    case 'Map':
      return enterMap(visit, state);
  }
}
