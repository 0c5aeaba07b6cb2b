import { z } from 'zod';
import { Json } from './json';

/** How a task was answered from outside, kept until the execution has moved on. */
const Answer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('success'), output: Json }),
  z.strictObject({ kind: z.literal('failure'), error: z.string(), cause: z.string() }),
]);
export type Answer = z.infer<typeof Answer>;

const TaskPhase = z.strictObject({
  kind: z.literal('task'),
  arguments: z.record(z.string(), Json),
  token: z.string().optional(),
  /** Epoch milliseconds. */
  timeoutAt: z.number().optional(),
  /** Epoch milliseconds. */
  heartbeatAt: z.number().optional(),
  heartbeatSeconds: z.number().optional(),
  /** True once the call is made and only the token is waited for. */
  submitted: z.boolean(),
  answer: Answer.optional(),
});
export type TaskPhase = z.infer<typeof TaskPhase>;

const BranchesPhase = z.strictObject({
  kind: z.literal('branches'),
  inputs: z.array(Json),
  /** The items of a Map state, before its ItemSelector. */
  items: z.array(Json).optional(),
  results: z.array(Json),
  started: z.number(),
  finished: z.number(),
});
export type BranchesPhase = z.infer<typeof BranchesPhase>;

/** What a frame is doing; `until` is in epoch milliseconds. */
const Phase = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entered') }),
  z.strictObject({ kind: z.literal('waiting'), until: z.number() }),
  z.strictObject({ kind: z.literal('retrying'), until: z.number() }),
  TaskPhase,
  BranchesPhase,
  z.strictObject({ kind: z.literal('failed'), error: z.string(), cause: z.string() }),
]);

/** One thread of an execution: the main one, a branch of a Parallel state or an item of a Map state. */
const Frame = z.strictObject({
  id: z.number(),
  parent: z.number().optional(),
  slot: z.number(),
  item: z.strictObject({ Index: z.number(), Value: Json }).optional(),
  state: z.string(),
  input: Json,
  variables: z.record(z.string(), Json),
  enteredAt: z.number(),
  retries: z.number(),
  retriesBy: z.array(z.number()),
  lastEvent: z.number(),
  phase: Phase,
});
export type Frame = z.infer<typeof Frame>;

const HistoryEvent = z.strictObject({
  id: z.number(),
  previousEventId: z.number(),
  timestamp: z.number(),
  type: z.string(),
  details: z.record(z.string(), Json),
});
export type HistoryEvent = z.infer<typeof HistoryEvent>;

/** The ends that an execution can come to, and RUNNING before. */
export const ExecutionStatus = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

/** An execution as it is checkpointed: plain data that says how to go on. Times are epoch milliseconds. */
export const Execution = z.strictObject({
  arn: z.string(),
  name: z.string(),
  machineArn: z.string(),
  machineName: z.string(),
  roleArn: z.string(),
  revision: z.string(),
  status: ExecutionStatus,
  startDate: z.number(),
  stopDate: z.number().optional(),
  timeoutAt: z.number(),
  input: z.string(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
  transitions: z.number(),
  frames: z.array(Frame),
  nextFrame: z.number(),
  history: z.array(HistoryEvent),
});
export type Execution = z.infer<typeof Execution>;

/** A state machine; its definitions are kept by revision, since executions keep the one they began with. */
export const MachineRecord = z.strictObject({
  arn: z.string(),
  name: z.string(),
  roleArn: z.string(),
  revision: z.string(),
  creationDate: z.number(),
});
export type MachineRecord = z.infer<typeof MachineRecord>;
