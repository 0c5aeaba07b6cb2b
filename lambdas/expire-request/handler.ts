import { z } from 'zod';
import { ExpireRequestInput } from '../../core/contract/workflow';
import { expireRequest } from '../../core/usecases/expire-request';
import { once } from '../shared/once';
import { basePorts } from '../shared/ports/base';
import { ledgerPorts, requestPorts } from '../shared/ports/records';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { ExpireRequestEnv } from './env';

const ports = once(() => {
  const env = readEnv(ExpireRequestEnv);
  return { ...basePorts(), ...requestPorts(env), ...ledgerPorts(env) };
});

const Output = z.strictObject({ kind: z.enum(['expired', 'already-decided']) });

/** Last step of an approval workflow whose time ran out. */
export const handler = taskHandler({ input: ExpireRequestInput, output: Output }, (input) =>
  expireRequest(input, ports()),
);
