import type { ReviewLink } from '../contract/requests';
import { decodeReviewLink, readReviewLink as readLink, splitReviewToken } from '../rules/review-link';
import { maySee } from '../rules/visibility';
import type { Viewer } from './caller-identity';
import type { Ports } from './deps';

type Deps = Pick<Ports, 'clock' | 'links' | 'requests'>;

/** What the link in an email leads to for this viewer. Decides nothing [G10]. */
export async function readReviewLink(
  input: { readonly viewer: Viewer; readonly token: string },
  deps: Deps,
): Promise<ReviewLink> {
  const { viewer } = input;
  const payload = await verified(input.token, deps);
  const request = payload && (await deps.requests.read(payload.requestId));
  const reading = readLink({
    payload,
    request,
    viewer: { userId: viewer.userId, groupIds: viewer.groupIds, enabled: viewer.person.enabled },
    now: deps.clock.now(),
  });
  const visible = reading.state !== 'invalid' && request && maySee({ viewer, request });
  return {
    state: reading.state,
    message: reading.message,
    ...(visible ? { requestId: request.id } : {}),
  };
}

async function verified(token: string, deps: Deps) {
  const parts = splitReviewToken(token);
  if (!parts || !(await deps.links.verify(parts.payload, parts.signature))) return undefined;
  return decodeReviewLink(parts.payload);
}
