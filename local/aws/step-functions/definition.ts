import { z } from 'zod';
import { Json } from './json';

const MAX_SECONDS = 99_999_999;
const MAX_RETRY_DELAY_SECONDS = 31_622_400;

const Expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'must be a JSONata expression: {% … %}');
const positiveSeconds = z.int().min(1).max(MAX_SECONDS).or(Expression);
const Assign = z.record(
  z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/, 'is not a variable name')
    .refine((name) => name !== 'states', 'states is a reserved variable name'),
  Json,
);

const described = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONata').optional() };
const writes = { Assign: Assign.optional(), Output: Json.optional() };
const moves = { Next: z.string().optional(), End: z.literal(true).optional() };

const Retrier = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: z.int().min(1).max(MAX_SECONDS).default(1),
  MaxAttempts: z.int().min(0).max(MAX_SECONDS).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(MAX_RETRY_DELAY_SECONDS).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
  Comment: z.string().optional(),
});
const Catcher = z.strictObject({
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  ...writes,
  Comment: z.string().optional(),
});
const recovers = { Retry: z.array(Retrier).optional(), Catch: z.array(Catcher).optional() };
const ChoiceRule = z.strictObject({
  Condition: z.boolean().or(Expression),
  Next: z.string(),
  ...writes,
  Comment: z.string().optional(),
});

const Pass = z.strictObject({ Type: z.literal('Pass'), ...described, ...writes, ...moves });
const Succeed = z.strictObject({ Type: z.literal('Succeed'), ...described, Output: Json.optional() });
const Fail = z.strictObject({
  Type: z.literal('Fail'),
  ...described,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});
const Wait = z.strictObject({
  Type: z.literal('Wait'),
  ...described,
  ...writes,
  ...moves,
  Seconds: z.int().min(0).max(MAX_SECONDS).or(Expression).optional(),
  Timestamp: z.string().optional(),
});
const Choice = z.strictObject({
  Type: z.literal('Choice'),
  ...described,
  ...writes,
  Choices: z.array(ChoiceRule).min(1),
  Default: z.string().optional(),
});
const Task = z.strictObject({
  Type: z.literal('Task'),
  ...described,
  ...writes,
  ...moves,
  ...recovers,
  Resource: z.string(),
  Arguments: z.record(z.string(), Json),
  TimeoutSeconds: positiveSeconds.optional(),
  HeartbeatSeconds: positiveSeconds.optional(),
});
const States = z.lazy(() => z.record(z.string().min(1).max(80), State));
const Parallel = z.strictObject({
  Type: z.literal('Parallel'),
  ...described,
  ...writes,
  ...moves,
  ...recovers,
  Arguments: Json.optional(),
  Branches: z.array(z.strictObject({ StartAt: z.string(), Comment: z.string().optional(), States })).min(1),
});
const InlineMap = z.strictObject({
  Type: z.literal('Map'),
  ...described,
  ...writes,
  ...moves,
  ...recovers,
  Items: z.array(Json).or(Expression).optional(),
  ItemSelector: Json.optional(),
  MaxConcurrency: z.int().min(0).max(1000).optional(),
  ItemProcessor: z.strictObject({
    ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE') }).optional(),
    StartAt: z.string(),
    Comment: z.string().optional(),
    States,
  }),
});

type Recovers = { Retry?: z.infer<typeof Retrier>[]; Catch?: z.infer<typeof Catcher>[] };
export type PassState = z.infer<typeof Pass>;
export type SucceedState = z.infer<typeof Succeed>;
export type FailState = z.infer<typeof Fail>;
export type WaitState = z.infer<typeof Wait>;
export type ChoiceState = z.infer<typeof Choice>;
export type TaskState = z.infer<typeof Task>;
export type Writes = { Assign?: z.infer<typeof Assign>; Output?: Json };
type Moves = { Next?: string; End?: true };
type Described = { Comment?: string; QueryLanguage?: 'JSONata' };

/** A set of states with its entry: a machine, a branch or an item processor. */
export type Container = { StartAt: string; States: Record<string, State> };
export type ParallelState = Described &
  Writes &
  Moves &
  Recovers & { Type: 'Parallel'; Arguments?: Json; Branches: Container[] };
export type MapState = Described &
  Writes &
  Moves &
  Recovers & {
    Type: 'Map';
    Items?: Json[] | string;
    ItemSelector?: Json;
    MaxConcurrency?: number;
    ItemProcessor: Container;
  };
export type State =
  | PassState
  | SucceedState
  | FailState
  | WaitState
  | ChoiceState
  | TaskState
  | ParallelState
  | MapState;
export type Retrier = z.infer<typeof Retrier>;
export type Catcher = z.infer<typeof Catcher>;

const State: z.ZodType<State> = z.discriminatedUnion('Type', [
  Pass,
  Succeed,
  Fail,
  Wait,
  Choice,
  Task,
  Parallel,
  InlineMap,
]);

/** A state machine in the subset of the Amazon States Language that this engine knows; everything else is refused. */
export const Machine = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.literal('JSONata'),
  TimeoutSeconds: z.int().min(1).max(MAX_SECONDS).optional(),
  StartAt: z.string(),
  States: z.lazy(() => z.record(z.string().min(1).max(80), State)),
});
export type Machine = z.infer<typeof Machine>;
