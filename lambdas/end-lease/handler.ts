import { EndLeaseOutput, LeaseTaskInput } from '../../core/contract/workflow';
import { endLease } from '../../core/usecases/end-lease';
import { once } from '../shared/once';
import { assignmentPorts } from '../shared/ports/assignments';
import { basePorts } from '../shared/ports/base';
import { ledgerPorts, requestPorts } from '../shared/ports/records';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { EndLeaseEnv } from './env';

const ports = once(() => {
  const env = readEnv(EndLeaseEnv);
  return { ...basePorts(), ...requestPorts(env), ...ledgerPorts(env), ...assignmentPorts(env, 'ending') };
});

/** One step of the lease workflow: ends a lease, or says when to ask again. */
export const handler = taskHandler({ input: LeaseTaskInput, output: EndLeaseOutput }, (input) =>
  endLease(input, ports()),
);
