import type { EmergencyPreview, EmergencyPreviewBody } from '../../contract/emergency';
import { SECOND } from '../../model/instant';
import type { PersonRef } from '../../model/person';
import { mayRespond } from '../../rules/emergency';
import type { Viewer } from '../caller-identity';
import type { Ports } from '../deps';
import { type Found, found, type Invalid } from '../found';
import { type NotFound, notFound } from '../outcome';
import { coveredLeases } from './covered-leases';
import { nameScope } from './name-scope';
import { noSuchLease } from './order-end';

type Deps = Pick<Ports, 'clock' | 'requests' | 'directory'>;
type Input = { readonly viewer: Viewer; readonly body: EmergencyPreviewBody };

/** Counting stops after this, in milliseconds. */
const OWN_TIME = 10 * SECOND;

/** People who are shown by name. */
const MOST_HOLDERS = 20;

/** How many leases an order would end and whose they are; changes nothing. For admins and responders. */
export async function previewEnd(
  { viewer, body }: Input,
  deps: Deps,
): Promise<Found<EmergencyPreview> | NotFound | Invalid> {
  if (!mayRespond(viewer)) return notFound;
  const named = await nameScope(body.scope, deps);
  if (!named) return noSuchLease;
  const { holders, scheduled, sessionMinutes, more } = await count(body.scope, deps);
  const byLeases = [...holders.values()].toSorted((a, b) => b.leases - a.leases);
  return found({
    ...named,
    leases: byLeases.reduce((sum, { leases }) => sum + leases, 0),
    scheduled,
    people: byLeases.length,
    sessionMinutes,
    holders: byLeases.slice(0, MOST_HOLDERS),
    more,
  });
}

async function count(scope: EmergencyPreviewBody['scope'], deps: Deps) {
  const now = deps.clock.now();
  const holders = new Map<string, { person: PersonRef; leases: number }>();
  let scheduled = 0;
  let sessionMinutes = 0;
  for await (const { covered } of coveredLeases({ scope, orderedAt: now }, undefined, deps)) {
    for (const { request, leases } of covered) {
      const person = request.beneficiary;
      const known = holders.get(person.userId);
      holders.set(person.userId, { person, leases: (known?.leases ?? 0) + leases.length });
      const begun = leases.filter(({ status }) => status !== 'scheduled');
      scheduled += leases.length - begun.length;
      sessionMinutes = Math.max(sessionMinutes, ...begun.map(({ target }) => target.sessionMinutes));
    }
    if (deps.clock.now() >= now + OWN_TIME) return { holders, scheduled, sessionMinutes, more: true };
  }
  return { holders, scheduled, sessionMinutes, more: false };
}
