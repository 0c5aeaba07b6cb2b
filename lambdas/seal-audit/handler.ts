import { z } from 'zod';
import { sealAudit } from '../../core/usecases/seal-audit';
import { logTrouble } from '../shared/log-trouble';
import { logger } from '../shared/logger';
import { once } from '../shared/once';
import { auditPorts, sealPorts } from '../shared/ports/audit';
import { basePorts } from '../shared/ports/base';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { SealAuditEnv } from './env';

const ports = once(() => {
  const env = readEnv(SealAuditEnv);
  return { ...basePorts(), ...auditPorts(env), ...sealPorts(env) };
});

const Output = z.strictObject({ days: z.number(), last: z.string().optional(), problems: z.number() });

/** What was sealed is not what was written. */
class AuditTrailBrokenError extends Error {
  override name = 'AuditTrailBrokenError' as const;
}

/** Every hour: seals the days that are over. A chain that does not hold is an error in the log, with the place of each event. */
export const handler = taskHandler({ input: z.unknown(), output: Output }, async () => {
  const { problems, days, last } = await sealAudit(ports());
  for (const { problem, day, stream, sequence } of problems)
    logger.error('The audit trail does not hold', { problem, day, stream, sequence });
  const [first] = problems;
  if (first)
    logTrouble.report(
      'audit-trail-broken',
      first.day === undefined ? {} : { day: first.day },
      new AuditTrailBrokenError(first.message),
    );
  const sealed = { days, last, problems: problems.length };
  logger.info('Sealed', sealed);
  return sealed;
});
