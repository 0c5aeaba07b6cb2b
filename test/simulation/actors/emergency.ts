import type { EmergencyScope } from '../../../core/model/emergency';
import type { Act, Of } from '../plan';
import type { Endangered } from '../plans/emergency';
import { DECLARE_WORDS, LIFT_WORDS } from '../../../core/rules/emergency';
import { type Answer, callApi } from './call-api';
import { requestOf, type Stage } from './context';

/** Orders the end of access, after a look at what has to be typed for it; undefined when there is no such access. */
export async function orderEnd(
  stage: Stage,
  act: Act,
  deed: Of<'emergency-end'>,
): Promise<Answer | undefined> {
  const { world } = stage;
  const scope = scopeOf(stage, deed.scope);
  if (!scope) return undefined;
  const comment = `act ${act.number}`;
  const who = world.organization.id(deed.who);
  const call = (about: string, path: string, body: object) =>
    callApi(world, about, who, ['POST', path], { body });
  const seen = await call(`${comment} preview`, '/emergency/end/preview', { scope });
  if (seen.status !== 200) return seen;
  const { confirmation } = seen.body;
  return call(comment, '/emergency/end', { scope, confirmation, comment });
}

/** Declares the emergency stop or lifts it. */
export async function stopOrLift(
  { world }: Stage,
  { number }: Act,
  { kind, who }: Of<'emergency-stop'>,
): Promise<Answer> {
  const comment = `act ${number}`;
  const [path, confirmation] =
    kind === 'emergency-stop' ? ['/emergency/stop', DECLARE_WORDS] : ['/emergency/lift', LIFT_WORDS];
  const body = { confirmation, comment };
  return callApi(world, comment, world.organization.id(who), ['POST', path], { body });
}

function scopeOf(stage: Stage, scope: Endangered): EmergencyScope | undefined {
  const { organization, records } = stage.world;
  switch (scope.kind) {
    case 'lease': {
      const requestId = requestOf(stage, scope.of);
      const lease = records.leases().find((one) => one.requestId === requestId);
      return lease && { kind: 'lease', requestId: lease.requestId, leaseId: lease.id };
    }
    case 'person':
      return { kind: 'person', userId: organization.id(scope.person) };
    case 'account':
      return { kind: 'account', accountId: organization.id(scope.account) };
    case 'permission-set':
      return { kind: 'permission-set', permissionSetArn: organization.id(scope.set) };
    case 'everything':
      return { kind: 'everything' };
  }
}
