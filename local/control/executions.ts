import { z } from 'zod';
import { toIso } from '../../core/model/instant';
import type { ControlContext } from './context';

type Sfn = ControlContext['services']['sfn'];

const Machines = z.looseObject({ stateMachines: z.array(z.looseObject({ stateMachineArn: z.string() })) });
const Executions = z.looseObject({
  executions: z.array(
    z.looseObject({
      executionArn: z.string(),
      stateMachineArn: z.string(),
      name: z.string(),
      status: z.string(),
      startDate: z.date(),
      stopDate: z.date().optional(),
    }),
  ),
});

/** A workflow that runs or has run. Times in ISO 8601. */
export type ExecutionSummary = {
  readonly workflow: string;
  readonly name: string;
  readonly status: string;
  readonly startedAt: string;
  readonly stoppedAt?: string;
  readonly stateTransitions: number;
};

/** The newest executions of every workflow, at most 1,000 each. */
export async function executionsOf(sfn: Sfn, status?: string): Promise<ExecutionSummary[]> {
  return (await listed(sfn, status))
    .toSorted((a, b) => b.startDate.getTime() - a.startDate.getTime())
    .map(({ executionArn, stateMachineArn, name, status: state, startDate, stopDate }) => ({
      workflow: stateMachineArn.split(':').at(-1) ?? stateMachineArn,
      name,
      status: state,
      startedAt: toIso(startDate.getTime()),
      ...(stopDate && { stoppedAt: toIso(stopDate.getTime()) }),
      stateTransitions: sfn.transitionsOf(executionArn) ?? 0,
    }));
}

/** Stops what runs, as somebody in the console could: all of it, or the executions of one name. Says how many there were. */
export async function stopExecutions(sfn: Sfn, only?: string): Promise<number> {
  const running = await listed(sfn, 'RUNNING');
  const chosen = running.filter(({ name }) => only === undefined || name === only);
  for (const { executionArn } of chosen)
    await sfn.call({ operation: 'StopExecution', input: { executionArn } });
  return chosen.length;
}

async function listed(sfn: Sfn, status?: string) {
  const { stateMachines } = Machines.parse(await sfn.call({ operation: 'ListStateMachines', input: {} }));
  const found = await Promise.all(
    stateMachines.map(async ({ stateMachineArn }) => {
      const input = {
        stateMachineArn,
        maxResults: 1000,
        ...(status !== undefined && { statusFilter: status }),
      };
      return Executions.parse(await sfn.call({ operation: 'ListExecutions', input })).executions;
    }),
  );
  return found.flat();
}
