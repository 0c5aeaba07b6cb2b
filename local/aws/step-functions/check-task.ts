import type { TaskState, WaitState } from './definition';
import { argumentsOf } from './integrations';
import type { Problem } from './problem';

/** A task's resource, its arguments and its time limits. */
export function checkTask(state: TaskState, here: string): Problem[] {
  const shape = argumentsOf(state.Resource);
  if (!shape) return [{ message: `unknown resource ${state.Resource}`, location: `${here}/Resource` }];
  const given = Object.keys(state.Arguments);
  const problems = [
    ...shape.required.filter((key) => !given.includes(key)).map((key) => `${key} is missing`),
    ...given
      .filter((key) => !shape.required.includes(key) && !shape.optional.includes(key))
      .map((key) => `the field ${key} is not supported`),
  ].map((message) => ({ message, location: `${here}/Arguments` }));
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  if (typeof timeout !== 'number' || typeof heartbeat !== 'number' || heartbeat < timeout) return problems;
  return [
    ...problems,
    { message: 'must be smaller than TimeoutSeconds', location: `${here}/HeartbeatSeconds` },
  ];
}

/** A wait is given its end in exactly one way. */
export function checkWait(state: WaitState, here: string): Problem[] {
  if (Number(state.Seconds !== undefined) + Number(state.Timestamp !== undefined) === 1) return [];
  return [{ message: 'needs exactly one of Seconds and Timestamp', location: here }];
}
