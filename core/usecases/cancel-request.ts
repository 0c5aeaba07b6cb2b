import { refOf } from '../model/person';
import type { AccessRequest } from '../model/request';
import { approverKeys } from '../rules/approval';
import { mayCancel, maySee } from '../rules/visibility';
import { callOff } from './call-off';
import type { Caller, Ports } from './deps';
import { byPerson } from './events';
import { type Conflict, type NotFound, notFound, type Refused, refused } from './outcome';

export type CancelOutcome =
  | { readonly kind: 'cancelled'; readonly request: AccessRequest }
  | Refused
  | NotFound
  | Conflict;

type Input = { readonly caller: Caller; readonly requestId: string; readonly comment: string };
type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'live' | 'workflow' | 'tokens' | 'trouble'>;

/** The requester takes a request back before it starts. */
export async function cancelRequest(input: Input, deps: Deps): Promise<CancelOutcome> {
  const request = await deps.requests.read(input.requestId);
  if (!request) return notFound;
  const [person, groups] = await Promise.all([
    deps.live.person(input.caller.userId),
    deps.live.memberOf(input.caller.userId, approverKeys(request.needs).groups),
  ]);
  const viewer = { userId: input.caller.userId, groupIds: new Set(groups), auditor: false };
  if (!person || !maySee({ viewer, request })) return notFound;
  const verdict = mayCancel({ viewer, request });
  if (!verdict.allowed) return refused(...verdict.reasons);
  return callOff(request, { by: refOf(person), actor: byPerson(person), comment: input.comment }, deps);
}
