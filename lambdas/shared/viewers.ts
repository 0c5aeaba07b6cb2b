import { type RoleGroups, Viewers } from '../../core/usecases/caller-identity';
import type { Ports } from '../../core/usecases/deps';

type RoleVariables = {
  readonly ADMIN_GROUP_ID: string;
  readonly AUDITOR_GROUP_ID: string;
  readonly RESPONDER_GROUP_ID: string;
};

/** The groups that make admins, auditors and responders. */
export function rolesOf(env: RoleVariables): RoleGroups {
  return {
    adminGroupId: env.ADMIN_GROUP_ID,
    auditorGroupId: env.AUDITOR_GROUP_ID,
    responderGroupId: env.RESPONDER_GROUP_ID === '' ? undefined : env.RESPONDER_GROUP_ID,
  };
}

/** Finds out who callers are; the groups make auditors, admins and responders. */
export function viewersOf(env: RoleVariables, ports: Pick<Ports, 'live' | 'clock'>): Viewers {
  return new Viewers(ports, rolesOf(env));
}
