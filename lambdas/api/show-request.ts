import type { RequestDetail } from '../../core/contract/requests';
import type { AccessRequest } from '../../core/model/request';
import type { Caller } from '../../core/usecases/deps';
import { describeRequest } from '../../core/usecases/describe-request';
import { type Found, found } from '../../core/usecases/found';
import type { ApiServices } from './services';

/** A request as its caller sees it right after having changed it. */
export async function showRequest(
  request: AccessRequest,
  caller: Caller,
  services: ApiServices,
): Promise<Found<RequestDetail>> {
  const viewer = await services.viewers.showing(caller, await services.directory.snapshot());
  return found(await describeRequest(request, viewer, services));
}
