import { z } from 'zod';
import { ServiceError } from '../../service';
import { checkArn } from '../arns';
import { page } from '../paging';
import { type Execution, ExecutionStatus, type HistoryEvent } from '../records';
import type { Store } from '../store';
import { machineOf } from './machines';
import { operation } from './operation';

const Paged = { maxResults: z.int().min(0).max(1000).optional(), nextToken: z.string().optional() };
const Named = z.object({ executionArn: z.string() });
const Stop = z.object({
  executionArn: z.string(),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});
const List = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.union([ExecutionStatus, z.literal('PENDING_REDRIVE')]).optional(),
  ...Paged,
});
const History = z.object({
  executionArn: z.string(),
  reverseOrder: z.boolean().default(false),
  includeExecutionData: z.boolean().default(true),
  ...Paged,
});

export const describeExecution = operation(Named, async ({ store }, { executionArn }) => {
  const execution = executionOf(store, executionArn);
  const { input, output, error, cause } = execution;
  return {
    ...summary(execution),
    input,
    inputDetails: { included: true },
    ...(output !== undefined && { output, outputDetails: { included: true } }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    redriveCount: 0,
  };
});

/** Aborts an execution; one that has ended stays as it is. */
export const stopExecution = operation(
  Stop,
  async ({ store, engine, timeline }, { executionArn, ...reason }) => {
    const execution = executionOf(store, executionArn);
    if (execution.status === 'RUNNING') await engine.stop(execution, reason);
    return { stopDate: new Date(execution.stopDate ?? timeline.now()) };
  },
);

export const listExecutions = operation(List, async ({ store }, input) => {
  const machine = machineOf(store, input.stateMachineArn);
  const found = [...store.executions.values()]
    .filter(({ machineArn }) => machineArn === machine.arn)
    .filter(({ status }) => input.statusFilter === undefined || status === input.statusFilter)
    .reverse()
    .sort((a, b) => b.startDate - a.startDate);
  const { items, ...rest } = page(found, ({ arn }) => arn, input);
  return { executions: items.map(summary), ...rest };
});

export const getExecutionHistory = operation(History, async ({ store }, input) => {
  const { history } = executionOf(store, input.executionArn);
  const ordered = input.reverseOrder ? history.toReversed() : history;
  const { items, ...rest } = page(ordered, ({ id }) => String(id), input);
  return { events: items.map((event) => shown(event, input.includeExecutionData)), ...rest };
});

function executionOf(store: Store, arn: string): Execution {
  checkArn(arn, 'execution');
  const execution = store.executions.get(arn);
  if (execution) return execution;
  throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

function summary(execution: Execution): Record<string, unknown> {
  const { arn, machineArn, name, status, startDate, stopDate } = execution;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: new Date(startDate),
    ...(stopDate !== undefined && { stopDate: new Date(stopDate) }),
  };
}

const DATA = new Set(['input', 'output', 'parameters', 'assignedVariables']);

function shown(event: HistoryEvent, withData: boolean): Record<string, unknown> {
  const { details, timestamp, ...rest } = event;
  const kept = Object.entries(details).map(([name, value]) => {
    const fields = Object.entries(value ?? {}).filter(([field]) => withData || !DATA.has(field));
    return [name, Object.fromEntries(fields)];
  });
  return { ...rest, timestamp: new Date(timestamp), ...Object.fromEntries(kept) };
}
