import { randomBytes } from 'node:crypto';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { DynamoLedger } from '../../aws/dynamo-ledger';
import { DynamoPolicies } from '../../aws/dynamo-policies';
import { LINK_SECRET_ID } from '../places';
import type { SeedContext, SeedResult } from './context';
import { LIVE_SCENES } from './history/live-scenes';
import { MORE_PAST_SCENES } from './history/more-past-scenes';
import { PastGrants } from './history/past-grants';
import type { World } from './history/past-ports';
import { PAST_SCENES } from './history/past-scenes';
import type { Played } from './history/play';
import { sessionsOf } from './history/sessions';
import { StoryRecords } from './history/story-records';
import { writeHistory } from './history/write-history';
import type { SampleOrganization } from './organization';
import { standingAssignments, writeDirectory } from './write-directory';
import { writePolicies } from './write-policies';

/** Writes the sample organization: directory, policies, two weeks of history, and what is live now. */
export async function seed(context: SeedContext): Promise<SeedResult> {
  const { clients, tables, clock, ids } = context;
  const now = clock.now();
  const [names] = await Promise.all([writeDirectory(context), createLinkKey(context)]);
  await writePolicies(names, { ledger: new DynamoLedger(clients.dynamo, tables, clock), ids, now });

  const world = await worldOf(names, context);
  const past = await writeHistory([...PAST_SCENES, ...MORE_PAST_SCENES], now, names, world);
  await context.afterHistory?.(names.ids.groups);
  const live = await writeHistory(LIVE_SCENES, now, names, world);
  assignWhatIsHeld(world.grants, context);
  await context.appendEvents(sessionsOf([...past, ...live], names, context));
  return resultOf(names, live);
}

async function createLinkKey({ clients }: SeedContext): Promise<void> {
  await clients.secrets.send(
    new CreateSecretCommand({
      Name: LINK_SECRET_ID,
      Description: 'Signs the links in emails',
      SecretString: randomBytes(48).toString('base64url'),
    }),
  );
}

async function worldOf(names: SampleOrganization, { clients, tables }: SeedContext): Promise<World> {
  const grants = new PastGrants();
  for (const { accountId, permissionSetArn, principalId, principalType } of standingAssignments(names))
    if (principalType === 'USER')
      grants.holdStanding(principalId, { kind: 'account-assignment', accountId, permissionSetArn });
  const { dynamo } = clients;
  const policies = await new DynamoPolicies(dynamo, tables).current();
  return { dynamo, tables, snapshot: names.snapshot, grants, policies, records: new StoryRecords() };
}

/** What the live leases gave is real: it is there in Identity Center too. Assigning what is standing changes nothing. */
function assignWhatIsHeld(grants: PastGrants, { assignOutside }: SeedContext): void {
  for (const { userId, entitlement } of grants.held()) {
    const { accountId, permissionSetArn } = entitlement;
    assignOutside({ accountId, permissionSetArn, principalType: 'USER', principalId: userId });
  }
}

function resultOf({ snapshot, ids }: SampleOrganization, live: readonly Played[]): SeedResult {
  return {
    managementAccountId: snapshot.managementAccountId,
    groups: ids.groups,
    people: ids.people,
    accounts: ids.accounts,
    permissionSets: ids.permissionSets,
    toStart: {
      approvals: live.flatMap(({ request }) =>
        request.status === 'pending' ? [{ requestId: request.id, expiresAt: request.expiresAt }] : [],
      ),
      leases: live.flatMap(({ leases }) =>
        leases.map(({ id, requestId, startsAt, endsAt }) => ({ requestId, leaseId: id, startsAt, endsAt })),
      ),
    },
  };
}
