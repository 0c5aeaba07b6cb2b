import { PeopleReader } from '../../../aws/account-facts/groups';
import { dynamoClient, identityStoreClient } from '../../../aws/clients';
import { DynamoAuditRoots } from '../../../aws/dynamo-audit-roots';
import { DynamoDirectory } from '../../../aws/dynamo-directory';
import { DynamoPolicies } from '../../../aws/dynamo-policies';
import { DynamoRequests } from '../../../aws/dynamo-requests';
import { systemClock } from '../../../aws/system-clock';
import { tableNames } from '../../../aws/tables';
import type { TableNames } from '../../../core/contract/tables';
import { MINUTE } from '../../../core/model/instant';
import type { PolicyRecord } from '../../../core/model/policy';
import { DirectoryNotReadyError } from '../../../core/ports/directory';
import type { Config } from '../../../lib/config/config';
import type { Approvers, Facts } from '../facts';
import { after, type Look, look } from '../look';
import { type DeployedPart, physicalId } from '../stacks';

/** Leases this much past their end are overdue, in milliseconds; the reconciler itself reports those. */
const LATE = 5 * MINUTE;
const SOME = 20;

type RecordFacts = Pick<
  Facts,
  'policies' | 'approvers' | 'directoryTakenAt' | 'lastSealedDay' | 'overdueLeases'
>;

/** Looks into the tables, through the adapters of the product: what is read is what the functions read. */
export async function lookAtRecords(
  config: Config,
  parts: Look<readonly DeployedPart[]>,
): Promise<RecordFacts> {
  const read = <T>(action: string, question: (tables: TableNames) => Promise<T>) =>
    after(parts, (all) => look(action, async () => question(tablesOf(all))));
  const policies = await read('dynamodb:Query', async (tables) => {
    const { policies: all } = await new DynamoPolicies(dynamoClient(), tables).current();
    return all;
  });
  return {
    policies,
    approvers: await after(policies, (all) =>
      look('identitystore:DescribeGroup', () => approversOf(all, config)),
    ),
    directoryTakenAt: await read('dynamodb:GetItem', directoryTakenAt),
    lastSealedDay: await read('dynamodb:Query', async (tables) => {
      const latest = await new DynamoAuditRoots(dynamoClient(), tables).latest();
      return latest?.root.day;
    }),
    overdueLeases: await read('dynamodb:Query', (tables) =>
      new DynamoRequests(dynamoClient(), tables, systemClock).dueLeases(systemClock.now() - LATE, SOME),
    ),
  };
}

function tablesOf(parts: readonly DeployedPart[]): TableNames {
  return {
    ...tableNames(''),
    requests: physicalId(parts, 'requestsTable'),
    policies: physicalId(parts, 'policiesTable'),
    directory: physicalId(parts, 'directoryTable'),
    audit: physicalId(parts, 'auditTable'),
  };
}

async function directoryTakenAt(tables: TableNames): Promise<number | undefined> {
  try {
    return (await new DynamoDirectory(dynamoClient(), tables, systemClock).snapshot()).takenAt;
  } catch (error) {
    if (error instanceof DirectoryNotReadyError) return undefined;
    throw error;
  }
}

/** Everybody whom enabled approval policies name, asked of Identity Center now. */
async function approversOf(policies: readonly PolicyRecord[], config: Config): Promise<Approvers> {
  const reader = new PeopleReader(identityStoreClient(), config.identityCenter.identityStoreId);
  const named = policies.flatMap((policy) =>
    policy.kind === 'approval' && policy.enabled ? policy.steps.map(({ approvers }) => approvers) : [],
  );
  const groupIds = [...new Set(named.flatMap(({ groups }) => groups))];
  const userIds = [...new Set(named.flatMap(({ users }) => users))];
  const groups = await Promise.all(groupIds.map(async (id) => [id, await reader.group(id)] as const));
  const people = await Promise.all(userIds.map(async (id) => [id, await reader.person(id)] as const));
  return { groups: new Map(groups), people: new Map(people) };
}
