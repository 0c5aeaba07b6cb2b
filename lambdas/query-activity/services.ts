import type { Ports } from '../../core/usecases/deps';
import { clientsOf } from '../shared/clients';
import type { Doorkeepers } from '../shared/http/api-route';
import { once } from '../shared/once';
import { activityPorts } from '../shared/ports/activity';
import { basePorts } from '../shared/ports/base';
import { livePorts } from '../shared/ports/live';
import { requestPorts } from '../shared/ports/records';
import { readEnv } from '../shared/read-env';
import { throttlingOf } from '../shared/throttling';
import { viewersOf } from '../shared/viewers';
import { QueryActivityEnv } from './env';

/** What the routes about activity work with. */
export type ActivityServices = Pick<Ports, 'clock' | 'requests' | 'activity' | 'activityQueries'> &
  Doorkeepers;

/** Made from the environment at the first request. */
export const activityServices: () => ActivityServices = once(() => {
  const env = readEnv(QueryActivityEnv);
  const ports = { ...basePorts(), ...livePorts(env) };
  return {
    ...ports,
    ...requestPorts(env),
    ...activityPorts(env),
    viewers: viewersOf(env, ports),
    throttling: throttlingOf(env),
    clients: clientsOf(env),
  };
});
