import type { EmergencyStopBody, EmergencyStopState, EmergencyStopView } from '../../contract/emergency';
import { emergencyStream } from '../../model/audit-event';
import { toIso } from '../../model/instant';
import { EMERGENCY_STOP_ID, type EmergencyStop, type PolicyRecord } from '../../model/policy';
import type { RefusalReason } from '../../model/refusal';
import { confirmationProblem, DECLARE_WORDS, LIFT_WORDS, mayRespond } from '../../rules/emergency';
import type { Viewer } from '../caller-identity';
import { conflict, versionBy } from '../commit-policy';
import type { Ports } from '../deps';
import { byPerson } from '../events';
import type { Invalid } from '../found';
import { type Conflict, type NotFound, notFound, type Refused, refused } from '../outcome';
import type { Saved } from '../save-policy';

type Deps = Pick<Ports, 'clock' | 'policies' | 'ledger'>;
type Input = { readonly viewer: Viewer; readonly body: EmergencyStopBody };
type Outcome = Saved<EmergencyStopState> | NotFound | Invalid | Refused | Conflict;

/**
 * An admin or responder stops activations: from now on no lease asks Identity Center for access. What was asked for before goes
 * on; an emergency end takes it away. Refuses while a stop stands already.
 */
export async function declareStop(input: Input, deps: Deps): Promise<Outcome> {
  return setStop(input, true, deps);
}

/** An admin or responder lifts the stop: what waits goes on within minutes. Refuses when none stands. */
export async function liftStop(input: Input, deps: Deps): Promise<Outcome> {
  return setStop(input, false, deps);
}

async function setStop({ viewer, body }: Input, stands: boolean, deps: Deps): Promise<Outcome> {
  if (!mayRespond(viewer)) return notFound;
  const problem = confirmationProblem(body.confirmation, stands ? DECLARE_WORDS : LIFT_WORDS);
  if (problem !== undefined)
    return { kind: 'invalid', fields: [{ field: 'confirmation', message: problem }] };
  const before = await readStop(deps);
  if ((before?.stands ?? false) === stands) return refused(alreadySo(before));
  const after: EmergencyStop = {
    kind: 'emergency-stop',
    id: EMERGENCY_STOP_ID,
    ...versionBy(viewer, (before?.version ?? 0) + 1, deps.clock.now()),
    stands,
    comment: body.comment,
  };
  const result = await deps.ledger.commit(
    [before ? { kind: 'policy', before, after } : { kind: 'policy', after }],
    [
      {
        stream: emergencyStream('stop'),
        type: stands ? 'EmergencyStopDeclared' : 'EmergencyStopLifted',
        at: after.changedAt,
        actor: byPerson(viewer.person),
        data: { version: after.version, comment: body.comment },
      },
    ],
  );
  if (result.kind === 'conflict') return conflict(await readStop(deps));
  const stop = stopView(after.stands ? after : undefined);
  return { kind: 'saved', value: { stands, ...(stop ? { stop } : {}) } };
}

function alreadySo(stop: EmergencyStop | undefined): RefusalReason {
  if (!stop?.stands) return { code: 'no-stop-stands', message: 'No emergency stop stands.' };
  const message = `An emergency stop stands already, declared by ${stop.changedBy.displayName}.`;
  return { code: 'stop-stands-already', message };
}

/** The stop that stands now, strongly consistent; `undefined`: access may be switched on. */
export async function stopNow(deps: Pick<Ports, 'policies'>): Promise<EmergencyStop | undefined> {
  const stop = await readStop(deps);
  return stop?.stands ? stop : undefined;
}

async function readStop(deps: Pick<Ports, 'policies'>): Promise<EmergencyStop | undefined> {
  const record = await deps.policies.read('emergency-stop', EMERGENCY_STOP_ID);
  return record?.kind === 'emergency-stop' ? record : undefined;
}

/** The stop that stands, of all current policies. */
export function standingStop(policies: readonly PolicyRecord[]): EmergencyStop | undefined {
  return policies.flatMap((policy) => (policy.kind === 'emergency-stop' && policy.stands ? [policy] : []))[0];
}

/** A stop as the API shows it. */
export function stopView(stop: EmergencyStop | undefined): EmergencyStopView | undefined {
  return stop && { since: toIso(stop.changedAt), by: stop.changedBy, comment: stop.comment };
}

/** Why a lease whose time is over did not begin, as far as it is known. */
export async function whyTimeIsOver(deps: Pick<Ports, 'policies'>): Promise<RefusalReason> {
  const stop = await stopNow(deps);
  if (!stop) return { code: 'window-passed', message: 'The time for this access is over.' };
  const message = `${stop.changedBy.displayName} stopped activations in an emergency, and the time for this access is over.`;
  return { code: 'emergency-stop', message };
}
