import type { Lease } from '../model/lease';
import { refOf } from '../model/person';
import type { RefusalReason } from '../model/refusal';
import type { AccessRequest } from '../model/request';
import { mayEnd } from '../rules/visibility';
import { askEnd } from './ask-end';
import type { Ports } from './deps';
import { byPerson } from './events';
import { type Conflict, type NotFound, notFound, type Refused, refused } from './outcome';
import { type Changer, viewerOf } from './viewer-of';

export type EndAccessOutcome =
  | { readonly kind: 'ending'; readonly request: AccessRequest }
  | Refused
  | NotFound
  | Conflict;

type Input = Changer & {
  readonly requestId: string;
  /** Absent: every live lease of the request. */
  readonly leaseId?: string | undefined;
  readonly comment: string;
};
type Deps = Pick<Ports, 'clock' | 'requests' | 'ledger' | 'live' | 'workflow' | 'tokens' | 'trouble'>;

/**
 * The holder gives access back, or an approver ends it. This only records the wish and wakes the workflow: the function
 * that answers people has no right to change assignments. Eligibility plays no part [G7].
 */
export async function endAccess(input: Input, deps: Deps): Promise<EndAccessOutcome> {
  const request = await deps.requests.read(input.requestId);
  const seen = request && (await viewerOf(input, request, deps));
  if (!seen) return notFound;
  const { person, viewer } = seen;
  const verdict = mayEnd({ viewer, request });
  if (!verdict.allowed) return refused(...verdict.reasons);
  const asked = await askEnd(
    request.id,
    (lease) => input.leaseId === undefined || lease.id === input.leaseId,
    { reason: verdict.as, actor: byPerson(person), by: refOf(person), comment: input.comment },
    deps,
  );
  switch (asked.kind) {
    case 'asked':
      return { kind: 'ending', request: asked.request };
    case 'nothing':
      return refused(whyNot(asked.meant));
    case 'not-found':
      return notFound;
    case 'contended':
      return { kind: 'conflict', reasons: [notLive('The request keeps changing. Look at it again.')] };
  }
}

function notLive(message: string): RefusalReason {
  return { code: 'not-live', message };
}

function whyNot(meant: readonly Lease[]): RefusalReason {
  if (meant.length === 0) return notLive('This request has no such lease.');
  const ending = meant.some((lease) => lease.status === 'ending');
  return notLive(ending ? 'This access is already being ended.' : 'This access has already ended.');
}
