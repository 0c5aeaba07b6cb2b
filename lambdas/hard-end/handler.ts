import { z } from 'zod';
import { HardEndInput, HardEndOutput } from '../../core/contract/workflow';
import { tidyHardEnds } from '../../core/usecases/hard-end/tidy-hard-ends';
import { writeHardEnd } from '../../core/usecases/hard-end/write-hard-end';
import { logger } from '../shared/logger';
import { once } from '../shared/once';
import { basePorts } from '../shared/ports/base';
import { hardEndPorts, inlinePolicyPorts } from '../shared/ports/hard-end';
import { ledgerPorts, requestPorts } from '../shared/ports/records';
import { directoryPorts } from '../shared/ports/rules';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { HardEndEnv } from './env';

const ports = once(() => {
  const env = readEnv(HardEndEnv);
  return {
    ...basePorts(),
    ...requestPorts(env),
    ...ledgerPorts(env),
    ...directoryPorts(env),
    ...hardEndPorts(env),
    ...inlinePolicyPorts(env),
  };
});

/** Seconds after which the workflow looks again; what is in force needs no more than the next step. */
const PAUSE = { 'in-force': 1, impossible: 1, busy: 5 } as const;

const Output = z.union([HardEndOutput, z.record(z.string(), z.number())]);

/** A step of the lease workflow for one permission set; every minute for all, where it is configured. */
export const handler = taskHandler({ input: HardEndInput, output: Output }, async ({ permissionSetArn }) => {
  if (permissionSetArn !== undefined)
    return { retryAfterSeconds: PAUSE[await writeHardEnd(permissionSetArn, ports())] };
  const tidied = { ...(await tidyHardEnds(ports())) };
  logger.info('Tidied hard ends', tidied);
  return tidied;
});
