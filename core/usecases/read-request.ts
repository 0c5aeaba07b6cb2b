import type { RequestDetail } from '../contract/requests';
import { maySee } from '../rules/visibility';
import type { Viewer } from './caller-identity';
import { type DescribeDeps, describeRequest } from './describe-request';
import { type Found, found } from './found';
import { type NotFound, notFound } from './outcome';

/** A request with everything that happened to it; for those who may not see it, it does not exist. */
export async function readRequest(
  input: { readonly viewer: Viewer; readonly requestId: string },
  deps: DescribeDeps,
): Promise<Found<RequestDetail> | NotFound> {
  const request = await deps.requests.read(input.requestId);
  if (!request || !maySee({ viewer: input.viewer, request })) return notFound;
  return found(await describeRequest(request, input.viewer, deps));
}
