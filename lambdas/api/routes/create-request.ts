import { routes } from '../../../core/contract/routes';
import { createRequest } from '../../../core/usecases/create-request';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';
import { showRequest } from '../show-request';

/** POST /requests: sent again with its Idempotency-Key, it answers what the first one made. */
export const createRequestRoute = apiRoute(
  routes.createRequest,
  async ({ caller, body, idempotencyKey }, services: ApiServices) => {
    const key = idempotencyKey === undefined ? {} : { idempotencyKey };
    const outcome = await createRequest({ caller, body, ...key }, services);
    if (outcome.kind === 'refused' || outcome.kind === 'key-reused') return outcome;
    const shown = await showRequest(outcome.request, caller, services);
    const headers: Record<string, string> = { location: `/requests/${outcome.request.id}` };
    if (outcome.kind === 'replayed') headers['idempotency-replayed'] = 'true';
    return { ...shown, headers };
  },
);
