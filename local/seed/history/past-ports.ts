import { createHash } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoFindings } from '../../../aws/dynamo-findings';
import { DynamoHardEnds } from '../../../aws/dynamo-hard-ends';
import { DynamoLedger } from '../../../aws/dynamo-ledger';
import { DynamoPolicies } from '../../../aws/dynamo-policies';
import { DynamoRequests } from '../../../aws/dynamo-requests';
import { UlidIds } from '../../../aws/ulid-ids';
import type { TableNames } from '../../../core/contract/tables';
import type { DirectorySnapshot } from '../../../core/model/directory';
import type { Directory, LiveDirectory } from '../../../core/ports/directory';
import type { PolicySet } from '../../../core/ports/ledger';
import type { Ports } from '../../../core/usecases/deps';
import { SeedError } from '../context';
import type { PastClock } from './past-clock';
import type { PastGrants } from './past-grants';
import type { StoryRecords } from './story-records';

/** What all stories share. */
export type World = {
  readonly dynamo: DynamoDBDocumentClient;
  readonly tables: TableNames;
  readonly snapshot: DirectorySnapshot;
  readonly grants: PastGrants;
  /** Nobody changes them while the past is written. */
  readonly policies: PolicySet;
  readonly records: StoryRecords;
};

/** The ports of the use-cases that a story goes through. */
export type PastPorts = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'ledger'
  | 'requests'
  | 'assignments'
  | 'policies'
  | 'directory'
  | 'live'
  | 'grants'
  | 'findings'
  | 'hardEnds'
  | 'hardEndMode'
  | 'recordsRestored'
  | 'workflow'
  | 'tokens'
  | 'trouble'
  | 'metrics'
  | 'sha256'
>;

/** Real tables, the directory as it is now, a clock in the past; workflows are not started, as the story does their work. */
export function pastPorts(world: World, clock: PastClock): PastPorts {
  const { dynamo, tables, grants, policies, snapshot, records } = world;
  const directory: Directory = { snapshot: async () => snapshot };
  return {
    clock,
    ids: new UlidIds(clock),
    ledger: records.remember(new DynamoLedger(dynamo, tables, clock)),
    requests: Object.assign(new DynamoRequests(dynamo, tables, clock), records.requests),
    assignments: records.assignments,
    policies: Object.assign(new DynamoPolicies(dynamo, tables), { current: async () => policies }),
    directory,
    live: liveFrom(snapshot),
    grants,
    findings: new DynamoFindings(dynamo, tables),
    hardEnds: new DynamoHardEnds(dynamo, tables),
    hardEndMode: 'off',
    recordsRestored: false,
    workflow: {
      startApproval: async () => undefined,
      startLease: async () => undefined,
      succeed: async () => 'gone',
    },
    tokens: { store: async () => undefined, read: async () => undefined },
    trouble: {
      report(what, ids) {
        throw new SeedError(`${what}: ${JSON.stringify(ids)}`);
      },
    },
    metrics: { put: () => undefined },
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  };
}

function liveFrom(snapshot: DirectorySnapshot): Ports['live'] {
  const groupsOf: LiveDirectory['groupsOf'] = async (userId) =>
    Object.entries(snapshot.members).flatMap(([id, members]) => (members.includes(userId) ? [id] : []));
  const accountOf = (id: string) => snapshot.accounts.find((account) => account.id === id);
  return {
    person: async (userId) => snapshot.people.find((person) => person.userId === userId),
    findByUserName: async (userName) => snapshot.people.find((person) => person.userName === userName),
    groupsOf,
    memberOf: async (userId, groupIds) => (await groupsOf(userId)).filter((id) => groupIds.includes(id)),
    account: async (accountId) => accountOf(accountId),
    accountTags: async (accountId) => accountOf(accountId)?.tags ?? {},
  };
}
