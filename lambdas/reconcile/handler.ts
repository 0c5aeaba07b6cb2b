import { z } from 'zod';
import { reconcile } from '../../core/usecases/reconcile/reconcile';
import { logger } from '../shared/logger';
import { once } from '../shared/once';
import { basePorts } from '../shared/ports/base';
import { emergencyPorts, ledgerPorts, requestPorts } from '../shared/ports/records';
import { cursorPorts } from '../shared/ports/cursors';
import { comparePorts } from '../shared/ports/compare';
import { livePorts } from '../shared/ports/live';
import { directoryPorts, policyPorts } from '../shared/ports/rules';
import { executionPorts, tokenPorts, workflowPorts } from '../shared/ports/workflow';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { ReconcileEnv } from './env';

const ports = once(() => {
  const env = readEnv(ReconcileEnv);
  return {
    ...basePorts(),
    ...requestPorts(env),
    recordsRestored: env.RECORDS_RESTORED === 'yes',
    ...ledgerPorts(env),
    ...comparePorts(env),
    ...policyPorts(env),
    ...directoryPorts(env),
    ...livePorts(env),
    ...workflowPorts(env),
    ...executionPorts(env),
    ...tokenPorts(env),
    ...cursorPorts(env),
    ...emergencyPorts(env),
  };
});

const Output = z.record(z.string(), z.number());

/** Every minute: mends what the workflows left undone. What it had to mend is logged, zeroes included. */
export const handler = taskHandler({ input: z.unknown(), output: Output }, async () => {
  const mended = { ...(await reconcile(ports())) };
  logger.info('Reconciled', mended);
  return mended;
});
