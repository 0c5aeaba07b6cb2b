import { CreatePermissionSetCommand } from '@aws-sdk/client-sso-admin';
import type { PermissionSet } from '../../core/model/directory';
import { must, type SeedContext } from './context';
import { MANAGEMENT_ONLY, PERMISSION_SETS } from './data/permission-sets';

/** Creates the permission sets. */
export async function writePermissionSets({
  clients,
  instanceArn,
}: Pick<SeedContext, 'clients' | 'instanceArn'>): Promise<PermissionSet[]> {
  return Promise.all(
    Object.entries(PERMISSION_SETS).map(async ([name, { description, sessionMinutes }]) => {
      const { PermissionSet: created } = await clients.ssoAdmin.send(
        new CreatePermissionSetCommand({
          InstanceArn: instanceArn,
          Name: name,
          Description: description,
          SessionDuration: `PT${sessionMinutes / 60}H`,
        }),
      );
      const arn = must(created?.PermissionSetArn, `ARN of ${name}`);
      return { arn, name, description, sessionMinutes, inManagementAccount: name === MANAGEMENT_ONLY };
    }),
  );
}
