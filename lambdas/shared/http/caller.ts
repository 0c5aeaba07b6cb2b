import { type MachineScope, scopesOf, tokenScope } from '../../../core/contract/machine-scopes';
import { machineId, machineNameOf } from '../../../core/model/machine';
import type { RefusalReason } from '../../../core/model/refusal';
import type { Caller } from '../../../core/usecases/deps';
import { failureProblem } from './answer';
import type { HttpEvent } from './http-event';
import { problem, ProblemError } from './problem';

/** The claim that the pre-token function puts into every token of a person: the Identity Center user id. */
export const USER_ID_CLAIM = 'hourglass_user_id';

/** The clients of the user pool whose tokens are taken. */
export type Clients = {
  /** The id of the web app's client. */
  readonly web: string;
  /** Names of machines by the ids of their clients. */
  readonly machines: ReadonlyMap<string, string>;
};

/**
 * Who calls, by the access token that API Gateway has verified. Its authorizer lets ID tokens pass as well, which are made for the
 * web app and not for this API. Which client got a token decides whether it is of a person or a machine; what else a token says never
 * makes one of the other. Throws `ProblemError` when there is nobody.
 */
export function callerOf(event: HttpEvent, clients: Clients): Caller {
  const claims = event.requestContext.authorizer?.jwt?.claims ?? {};
  const { [USER_ID_CLAIM]: userId, token_use: use, client_id: clientId, scope } = claims;
  if (use === 'access' && typeof clientId === 'string') {
    if (clientId === clients.web && isPerson(userId)) return { userId };
    const machine = clients.machines.get(clientId);
    if (machine !== undefined)
      return { userId: machineId(machine), scopes: scopesOf(typeof scope === 'string' ? scope : '') };
  }
  throw new ProblemError(
    problem('unauthenticated', 'The token names nobody whom Hourglass knows. Sign in again.'),
    {
      'www-authenticate': 'Bearer',
    },
  );
}

/** A machine may use a route that names a scope which it has, and no other. Throws `ProblemError`. */
export function checkScope(caller: Caller, needed: MachineScope | undefined): void {
  if (!caller.scopes || (needed !== undefined && caller.scopes.has(needed))) return;
  const reason: RefusalReason =
    needed === undefined
      ? { code: 'machine-may-not', message: 'Only a person may do this, whatever scopes a machine has.' }
      : { code: 'scope-missing', message: `This needs the scope ${tokenScope(needed)}.` };
  throw new ProblemError(failureProblem({ kind: 'refused', reasons: [reason] }));
}

function isPerson(userId: unknown): userId is string {
  return typeof userId === 'string' && userId !== '' && machineNameOf(userId) === undefined;
}
