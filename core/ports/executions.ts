import type { EndingTask } from '../contract/workflow';

/**
 * How an execution stands. `ended`: it came to its own end, as the workflow of a lease does only when the access is gone. `lost`: it was
 * stopped or failed. `never`: Step Functions knows none of that name.
 */
export type ExecutionState = 'running' | 'ended' | 'lost' | 'never';

/** What the reconciler asks of Step Functions, so that an end does not depend on the workflow that was started for it. */
export interface Executions {
  /** How the execution of a lease stands: its first one, or the one that was started as `attempt`. */
  leaseState(leaseId: string, attempt?: number): Promise<ExecutionState>;
  /**
   * Starts an ending. The same `name` and `attempt` are the same execution: `running` when it has been started now or was running,
   * `over` when it has been and is no more.
   */
  startEnding(ending: {
    readonly name: string;
    readonly attempt: number;
    readonly task: EndingTask;
  }): Promise<'running' | 'over'>;
}
