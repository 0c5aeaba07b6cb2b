import type { ChainedEvent } from '../model/audit-event';
import type { DirectorySnapshot } from '../model/directory';
import type { Person } from '../model/person';
import type { CountedFor, PendingRequest } from '../model/request';
import { approversNow, possibleApprovers } from '../rules/approval';
import { openSteps } from '../rules/open-steps';

/**
 * Whose turn has come with an event: everybody at the start, and after a yes the people of each step that it opened. Nobody is
 * asked for what is already decided by the time the mail is written.
 */
export function newlyAsked(
  event: ChainedEvent,
  request: PendingRequest,
  snapshot: DirectorySnapshot,
): Person[] {
  const now = approversNow(request, snapshot);
  if (event.type === 'RequestCreated') return now;
  if (event.type !== 'DecisionRecorded' || event.actor.kind !== 'person') return [];
  const { userId } = event.actor.person;
  const place = request.decisions.findIndex(({ approver }) => approver.userId === userId);
  if (place < 0) return [];
  const before = placesAfter(request, place);
  const opened = new Set([...placesAfter(request, place + 1)].filter((key) => !before.has(key)));
  const excluded = [request.requester.userId, request.beneficiary.userId];
  const theirs = possibleApprovers(request.needs, snapshot, excluded)
    .filter((step) => opened.has(keyOf(step)))
    .flatMap(({ people }) => people.map((person) => person.userId));
  return now.filter((person) => theirs.includes(person.userId));
}

/** The steps that were open when only the first `count` decisions had been made. */
function placesAfter({ needs, decisions }: PendingRequest, count: number): Set<string> {
  return new Set(openSteps({ needs, decisions: decisions.slice(0, count) }).map(({ place }) => keyOf(place)));
}

function keyOf(place: CountedFor): string {
  return `${place.need}/${place.alternative}/${place.step}`;
}
