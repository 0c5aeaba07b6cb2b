import { ActivateLeaseOutput, LeaseTaskInput } from '../../core/contract/workflow';
import { activateLease } from '../../core/usecases/activate-lease';
import { once } from '../shared/once';
import { assignmentPorts } from '../shared/ports/assignments';
import { basePorts } from '../shared/ports/base';
import { findingPorts } from '../shared/ports/compare';
import { hardEndPorts } from '../shared/ports/hard-end';
import { livePorts } from '../shared/ports/live';
import { ledgerPorts, requestPorts } from '../shared/ports/records';
import { directoryPorts, policyPorts } from '../shared/ports/rules';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { ActivateLeaseEnv } from './env';

const ports = once(() => {
  const env = readEnv(ActivateLeaseEnv);
  return {
    ...basePorts(),
    ...requestPorts(env),
    recordsRestored: env.RECORDS_RESTORED === 'yes',
    ...ledgerPorts(env),
    ...assignmentPorts(env, 'activating'),
    ...findingPorts(env),
    ...hardEndPorts(env),
    ...directoryPorts(env),
    ...policyPorts(env),
    ...livePorts(env),
  };
});

/** One step of the lease workflow: switches a lease on, or says what to do next. */
export const handler = taskHandler({ input: LeaseTaskInput, output: ActivateLeaseOutput }, (input) =>
  activateLease(input, ports()),
);
