import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { documentClient } from '../../aws/clients';
import { createTables, tableNames } from '../../aws/tables';
import { UlidIds } from '../../aws/ulid-ids';
import { VirtualClock } from '../../local/clock';
import { openServices, type Services } from '../../local/laptop/services';
import { TABLE_PREFIX } from '../../local/places';
import type { SeedContext } from '../../local/seed/context';
import { seed } from '../../local/seed/seed';
import { INSTALLED } from '../../local/laptop/installation';
import { StateFolder } from '../../local/state-folder';

/** Saturday 2026-11-21, 10:00 UTC, in epoch milliseconds. */
export const SEED_TIME = Date.UTC(2026, 10, 21, 10);

export type SeededLaptop = Awaited<ReturnType<typeof startSeededLaptop>>;

/** The emulated services in memory, on a standing clock, with the sample organization in them. */
export async function startSeededLaptop(now = SEED_TIME) {
  const clock = new VirtualClock({ ticking: false, now });
  const services = await openServices(
    StateFolder.open(undefined, { fresh: false, whole: INSTALLED }),
    clock,
    async () => null,
    () => undefined,
    'http://localhost:4810',
  );
  const config = {
    endpoint: services.endpoint.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const dynamo = new DynamoDBClient(config);
  const clients = {
    organizations: new OrganizationsClient(config),
    identityStore: new IdentitystoreClient(config),
    ssoAdmin: new SSOAdminClient(config),
    dynamo: documentClient(dynamo),
    secrets: new SecretsManagerClient(config),
    cloudTrail: new CloudTrailClient(config),
  };
  const tables = tableNames(TABLE_PREFIX);
  await createTables(dynamo, tables);
  const context = seedContext(services, clock, clients);
  const startedAt = performance.now();
  const seeded = await seed(context);
  const milliseconds = performance.now() - startedAt;
  const calls = Object.values(services.endpoint.calls.counts()).reduce((sum, count) => sum + count, 0);
  const close = async () => {
    for (const client of Object.values(clients)) client.destroy();
    dynamo.destroy();
    await services.close();
    clock.stop();
  };
  return { clock, services, clients, tables, seeded, milliseconds, calls, close };
}

/** What the seed is given by the laptop. */
export function seedContext(
  services: Services,
  clock: VirtualClock,
  clients: SeedContext['clients'],
): SeedContext {
  const { ssoAdmin, identityStore, cloudTrailStore } = services;
  return {
    clients,
    instanceArn: ssoAdmin.instance.instanceArn,
    identityStoreId: identityStore.identityStoreId,
    tables: tableNames(TABLE_PREFIX),
    clock,
    ids: new UlidIds(clock),
    appendEvents: (records) => cloudTrailStore.append(records),
    roleNameFor: (accountId, arn) => ssoAdmin.roleNameFor(accountId, arn),
    setUserStatus: (userId, status) => identityStore.setUserStatus(userId, status),
    assignOutside: (assignment) => ssoAdmin.createOutside(assignment),
  };
}
