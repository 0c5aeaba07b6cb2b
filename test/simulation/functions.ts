import { handler as activateLease } from '../../lambdas/activate-lease/handler';
import { handler as api } from '../../lambdas/api/handler';
import { handler as awaitDecision } from '../../lambdas/await-decision/handler';
import { handler as awaitEnd } from '../../lambdas/await-end/handler';
import { handler as endLease } from '../../lambdas/end-lease/handler';
import { handler as expireRequest } from '../../lambdas/expire-request/handler';
import { handler as notify } from '../../lambdas/notify/handler';
import { handler as reconcile } from '../../lambdas/reconcile/handler';
import { handler as sealAudit } from '../../lambdas/seal-audit/handler';
import { handler as syncDirectory } from '../../lambdas/sync-directory/handler';

/** The functions as they are deployed, composed by their own handlers: what the simulator runs cannot drift from what runs. */
export const handlers: ReadonlyMap<string, (event: unknown) => Promise<unknown>> = new Map(
  Object.entries({
    api,
    'activate-lease': activateLease,
    'await-decision': awaitDecision,
    'await-end': awaitEnd,
    'end-lease': endLease,
    'expire-request': expireRequest,
    notify,
    reconcile,
    'seal-audit': sealAudit,
    'sync-directory': syncDirectory,
  }),
);
