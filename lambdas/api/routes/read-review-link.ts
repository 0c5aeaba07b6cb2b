import { routes } from '../../../core/contract/routes';
import { found } from '../../../core/usecases/found';
import { readReviewLink } from '../../../core/usecases/read-review-link';
import { apiRoute } from '../../shared/http/api-route';
import type { ApiServices } from '../services';

/** GET /review-links/{token}: says where a link leads and decides nothing [G10]. */
export const readReviewLinkRoute = apiRoute(routes.readReviewLink, async (call, services: ApiServices) =>
  found(await readReviewLink({ viewer: await call.viewer(), ...call.params }, services)),
);
