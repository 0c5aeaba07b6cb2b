import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ServiceError } from '../../service';
import { checkName, executionArn } from '../arns';
import type { Execution, MachineRecord } from '../records';
import { isNameFree, type Store } from '../store';
import { machineOf } from './machines';
import { operation } from './operation';

const MAX_INPUT_BYTES = 262_144;
/** A Standard workflow may run for one year: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_RUN_SECONDS = 31_536_000;

const Start = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default('{}'),
});

/** Starts an execution; the same name with the same input gives the running one back. */
export const startExecution = operation(Start, async ({ store, engine, timeline }, given) => {
  const machine = machineOf(store, given.stateMachineArn);
  const name = given.name ?? randomUUID();
  checkName(name);
  checkInput(given.input);
  const arn = executionArn(machine.arn, name);
  const running = sameExecution(store, arn, given.input, timeline.now());
  if (running) {
    await store.commit();
    return { executionArn: arn, startDate: new Date(running.startDate) };
  }
  const startDate = timeline.now();
  await engine.start(newExecution(store, machine, { arn, name, input: given.input, startDate }));
  return { executionArn: arn, startDate: new Date(startDate) };
});

function checkInput(input: string): void {
  if (Buffer.byteLength(input) > MAX_INPUT_BYTES) {
    const message = `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MAX_INPUT_BYTES}`;
    throw new ServiceError('ValidationException', message);
  }
  try {
    JSON.parse(input);
  } catch {
    throw new ServiceError('InvalidExecutionInput', 'Invalid State Machine Execution Input: not a JSON text');
  }
}

function sameExecution(store: Store, arn: string, input: string, now: number): Execution | undefined {
  const known = store.executions.get(arn);
  if (known?.status === 'RUNNING' && known.input === input) return known;
  const usedAt = known ? (known.stopDate ?? now) : store.nameUsedAt(arn);
  if (usedAt !== undefined && !isNameFree(usedAt, now)) {
    throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  }
  store.forget(arn);
  return undefined;
}

function newExecution(
  store: Store,
  machine: MachineRecord,
  given: Pick<Execution, 'arn' | 'name' | 'input' | 'startDate'>,
): Execution {
  const seconds = Math.min(
    store.machine(machine.revision).TimeoutSeconds ?? MAX_RUN_SECONDS,
    MAX_RUN_SECONDS,
  );
  return {
    ...given,
    machineArn: machine.arn,
    machineName: machine.name,
    roleArn: machine.roleArn,
    revision: machine.revision,
    status: 'RUNNING',
    timeoutAt: given.startDate + seconds * 1_000,
    transitions: 0,
    frames: [],
    nextFrame: 1,
    history: [],
  };
}
