import { z } from 'zod';
import {
  dynamoClient,
  identityStoreClient,
  organizationsClient,
  secretsManagerClient,
  sfnClient,
  ssoAdminClient,
} from '../../aws/clients';
import { StepFunctionsWorkflow } from '../../aws/step-functions-workflow';
import { createTables, tableNames } from '../../aws/tables';
import { UlidIds } from '../../aws/ulid-ids';
import type { VirtualClock } from '../clock';
import { ADMIN_GROUP, AUDITOR_GROUP, RESPONDER_GROUP, stateMachineArn, TABLE_PREFIX } from '../places';
import { type SeedContext, SeedError } from '../seed/context';
import { seed } from '../seed/seed';
import type { StateFolder } from '../state-folder';
import type { Services } from './services';

/** What is written once, when the state folder is new, and read at every later start. */
const Installed = z.strictObject({
  adminGroupId: z.string(),
  auditorGroupId: z.string(),
  /** Empty in a state folder that was written before there were responders. */
  responderGroupId: z.string().default(''),
});
export type Installed = z.infer<typeof Installed>;

/** The section that is written last at a first start. */
export const INSTALLED = 'installed';

/**
 * The installation in the state folder. On a new one the sample organization is written first; `afterHistory` runs when the past is
 * there and what is live now is not: from there on people get emails.
 */
export async function openInstallation(
  state: StateFolder,
  services: Services,
  clock: VirtualClock,
  afterHistory: (installed: Installed) => Promise<void>,
): Promise<Installed> {
  const section = state.section(INSTALLED);
  await createTables(dynamoClient(), tableNames(TABLE_PREFIX));
  const known = Installed.safeParse(section.read());
  if (known.success) {
    await afterHistory(known.data);
    return known.data;
  }
  const result = await seed(contextOf(services, clock, (groups) => afterHistory(installedOf(groups))));
  const installed = installedOf(result.groups);
  const workflow = new StepFunctionsWorkflow(sfnClient(), {
    approvalArn: stateMachineArn('approval'),
    leaseArn: stateMachineArn('lease'),
  });
  for (const approval of result.toStart.approvals) await workflow.startApproval(approval);
  for (const lease of result.toStart.leases) await workflow.startLease(lease);
  section.write(installed);
  return installed;
}

function installedOf(groups: Readonly<Record<string, string>>): Installed {
  return {
    adminGroupId: idOf(groups, ADMIN_GROUP),
    auditorGroupId: idOf(groups, AUDITOR_GROUP),
    responderGroupId: idOf(groups, RESPONDER_GROUP),
  };
}

function idOf(groups: Readonly<Record<string, string>>, name: string): string {
  const id = groups[name];
  if (id === undefined) throw new SeedError(`The seed makes no group ${name}.`);
  return id;
}

function contextOf(
  services: Services,
  clock: VirtualClock,
  afterHistory: NonNullable<SeedContext['afterHistory']>,
): SeedContext {
  return {
    clients: {
      organizations: organizationsClient(),
      identityStore: identityStoreClient(),
      ssoAdmin: ssoAdminClient(),
      dynamo: dynamoClient(),
      secrets: secretsManagerClient(),
    },
    instanceArn: services.ssoAdmin.instance.instanceArn,
    identityStoreId: services.identityStore.identityStoreId,
    tables: tableNames(TABLE_PREFIX),
    clock,
    ids: new UlidIds(clock),
    appendEvents: async (records) => services.cloudTrailStore.append(records),
    roleNameFor: (accountId, permissionSetArn) => services.ssoAdmin.roleNameFor(accountId, permissionSetArn),
    setUserStatus: (userId, status) => services.identityStore.setUserStatus(userId, status),
    assignOutside: (assignment) => services.ssoAdmin.createOutside(assignment),
    afterHistory,
  };
}
