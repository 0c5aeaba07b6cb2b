import { type RoleGroups, Viewers } from '../../core/usecases/caller-identity';
import type { Ports } from '../../core/usecases/deps';

/** Finds out who callers are; the groups make auditors, admins and responders. */
export function viewersOf(
  env: {
    readonly ADMIN_GROUP_ID: string;
    readonly AUDITOR_GROUP_ID: string;
    readonly RESPONDER_GROUP_ID: string;
  },
  ports: Pick<Ports, 'live' | 'clock'>,
): Viewers {
  const roles: RoleGroups = {
    adminGroupId: env.ADMIN_GROUP_ID,
    auditorGroupId: env.AUDITOR_GROUP_ID,
    responderGroupId: env.RESPONDER_GROUP_ID === '' ? undefined : env.RESPONDER_GROUP_ID,
  };
  return new Viewers(ports, roles);
}
