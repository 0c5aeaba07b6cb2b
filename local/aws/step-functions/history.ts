import type { Json } from './json';
import type { Execution, Frame } from './records';

/** Appends an event to the history of an execution, and gives its id. */
export function record(
  execution: Execution,
  frame: Frame | undefined,
  now: number,
  type: string,
  details: Record<string, Json> = {},
): number {
  const id = execution.history.length + 1;
  const previousEventId = frame?.lastEvent ?? id - 1;
  execution.history.push({ id, previousEventId, timestamp: now, type, details });
  if (frame) frame.lastEvent = id;
  return id;
}
