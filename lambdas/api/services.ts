import type { Ports } from '../../core/usecases/deps';
import { clientsOf } from '../shared/clients';
import type { Doorkeepers } from '../shared/http/api-route';
import { once } from '../shared/once';
import { auditPorts } from '../shared/ports/audit';
import { basePorts } from '../shared/ports/base';
import { findingPorts } from '../shared/ports/compare';
import { linkPorts } from '../shared/ports/links';
import { livePorts } from '../shared/ports/live';
import { emergencyPorts, ledgerPorts, requestPorts } from '../shared/ports/records';
import { directoryPorts, policyPorts } from '../shared/ports/rules';
import { tokenPorts, workflowPorts } from '../shared/ports/workflow';
import { readEnv } from '../shared/read-env';
import { throttlingOf } from '../shared/throttling';
import { viewersOf } from '../shared/viewers';
import { ApiEnv } from './env';

/** What the routes of `api` work with. `grants` is not among it: answering people needs no right to assign. */
export type ApiServices = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'trouble'
  | 'metrics'
  | 'sha256'
  | 'requests'
  | 'ledger'
  | 'audit'
  | 'roots'
  | 'rootKey'
  | 'checkSignature'
  | 'emergencyOrders'
  | 'findings'
  | 'directory'
  | 'policies'
  | 'live'
  | 'workflow'
  | 'tokens'
  | 'links'
  | 'hardEndMode'
> &
  Doorkeepers;

/** Made from the environment at the first request. */
export const apiServices: () => ApiServices = once(() => {
  const env = readEnv(ApiEnv);
  const ports = { ...basePorts(), ...livePorts(env) };
  return {
    ...ports,
    ...requestPorts(env),
    ...ledgerPorts(env),
    ...auditPorts(env),
    ...emergencyPorts(env),
    ...findingPorts(env),
    ...directoryPorts(env),
    ...policyPorts(env),
    ...workflowPorts(env),
    ...tokenPorts(env),
    ...linkPorts(env),
    hardEndMode: env.HARD_END,
    viewers: viewersOf(env, ports),
    throttling: throttlingOf(env),
    clients: clientsOf(env),
  };
});
