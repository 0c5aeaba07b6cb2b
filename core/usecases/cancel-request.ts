import { refOf } from '../model/person';
import type { AccessRequest } from '../model/request';
import { mayCancel } from '../rules/visibility';
import { callOff } from './call-off';
import type { Ports } from './deps';
import { byPerson } from './events';
import { type Conflict, type NotFound, notFound, type Refused, refused } from './outcome';
import { type Changer, viewerOf } from './viewer-of';

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly request: AccessRequest }
  | Refused
  | NotFound
  | Conflict;

type Input = Changer & { readonly requestId: string; readonly comment: string };
type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'live' | 'workflow' | 'tokens' | 'trouble'>;

/** The requester takes a request back before it starts. */
export async function cancelRequest(input: Input, deps: Deps): Promise<CancelOutcome> {
  const request = await deps.requests.read(input.requestId);
  if (!request) return notFound;
  const seen = await viewerOf(input, request, deps);
  if (!seen) return notFound;
  const { person, viewer } = seen;
  const verdict = mayCancel({ viewer, request });
  if (!verdict.allowed) return refused(...verdict.reasons);
  return callOff(request, { by: refOf(person), actor: byPerson(person), comment: input.comment }, deps);
}
