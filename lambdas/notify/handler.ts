import { notify } from '../../core/usecases/notify';
import { logger } from '../shared/logger';
import { once } from '../shared/once';
import { basePorts } from '../shared/ports/base';
import { linkPorts } from '../shared/ports/links';
import { noticePorts } from '../shared/ports/notices';
import { requestPorts } from '../shared/ports/records';
import { directoryPorts } from '../shared/ports/rules';
import { readEnv } from '../shared/read-env';
import { NotifyEnv } from './env';
import { rolesOf } from '../shared/viewers';
import { type BatchAnswer, eachEvent } from './stream-batch';

const ports = once(() => {
  const env = readEnv(NotifyEnv);
  return {
    ...basePorts(),
    ...requestPorts(env),
    ...directoryPorts(env),
    ...noticePorts(env),
    ...linkPorts(env),
    roles: rolesOf(env),
    appUrl: env.APP_URL.replace(/\/+$/, ''),
  };
});

/** Turns new audit events into mail. */
export async function handler(batch: unknown): Promise<BatchAnswer> {
  return eachEvent(batch, async (event) => {
    const { sent, withoutAddress } = await notify(event, ports());
    logger.info('Notices', { stream: event.stream, sequence: event.sequence, sent, withoutAddress });
  });
}
