import { z } from 'zod';
import { EndLeaseOutput, LeaseTaskInput, StrayTaskInput } from '../../core/contract/workflow';
import { endLease } from '../../core/usecases/end-lease';
import { endStray } from '../../core/usecases/end-stray';
import { once } from '../shared/once';
import { assignmentPorts } from '../shared/ports/assignments';
import { basePorts } from '../shared/ports/base';
import { findingPorts } from '../shared/ports/compare';
import { ledgerPorts, requestPorts } from '../shared/ports/records';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { EndLeaseEnv } from './env';

const ports = once(() => {
  const env = readEnv(EndLeaseEnv);
  return {
    ...basePorts(),
    ...requestPorts(env),
    ...ledgerPorts(env),
    ...assignmentPorts(env, 'ending'),
    ...findingPorts(env),
  };
});

const Input = z.union([LeaseTaskInput, StrayTaskInput]);

/** One step of an ending: ends a lease, or removes what no lease explains, or says when to ask again. */
export const handler = taskHandler({ input: Input, output: EndLeaseOutput }, (input) =>
  'findingId' in input ? endStray(input, ports()) : endLease(input, ports()),
);
