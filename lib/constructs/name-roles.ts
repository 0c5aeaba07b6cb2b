import type { Installation } from '../installation';
import type { FunctionWith } from './function-with';

/** Who is an admin, an auditor or a responder is known by group; this gives no rights. */
export function nameRoles(
  fn: FunctionWith<'ADMIN_GROUP_ID' | 'AUDITOR_GROUP_ID' | 'RESPONDER_GROUP_ID'>,
  { config: { identityCenter } }: Installation,
): void {
  fn.use('ADMIN_GROUP_ID', identityCenter.adminGroupId);
  fn.use('AUDITOR_GROUP_ID', identityCenter.auditorGroupId);
  fn.use('RESPONDER_GROUP_ID', identityCenter.responderGroupId ?? '');
}
