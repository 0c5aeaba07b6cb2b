import { randomBytes } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../../aws/clients';
import { DynamoAssignments } from '../../../aws/dynamo-assignments';
import { DynamoFindings } from '../../../aws/dynamo-findings';
import { DynamoAuditRoots } from '../../../aws/dynamo-audit-roots';
import { DynamoAuditTrail } from '../../../aws/dynamo-audit-trail';
import { DynamoEmergencyOrders } from '../../../aws/dynamo-emergency-orders';
import { DynamoLedger } from '../../../aws/dynamo-ledger';
import { DynamoPolicies } from '../../../aws/dynamo-policies';
import { DynamoRequests } from '../../../aws/dynamo-requests';
import { createTables, tableNames } from '../../../aws/tables';
import type { TableNames } from '../../../core/contract/tables';
import type { AuditRoots, AuditTrail } from '../../../core/ports/audit';
import type { Assignments, Findings, Ledger, Policies, Requests } from '../../../core/ports/ledger';
import type { EmergencyOrders } from '../../../core/ports/emergency';
import { DynamoDb } from '../../../local/aws/dynamodb/dynamodb';
import { startEndpoint } from '../../../local/aws/endpoint';
import { Faults } from '../../../local/aws/faults';
import { VirtualClock } from '../../../local/clock';
import { directClient } from '../../simulation/services/document-store/document-client';
import { DocumentStore } from '../../simulation/services/document-store/document-store';
import {
  FakeAssignments,
  FakeAuditRoots,
  FakeAuditTrail,
  FakeFindings,
  FakeClock,
  FakeEmergencyOrders,
  FakeLedger,
  FakePolicies,
  FakeRequests,
  FakeStore,
  START,
} from '../../support/fakes';

/** The ledger and its readers over one empty store. */
export type LedgerBench = {
  readonly clock: FakeClock;
  readonly ledger: Ledger;
  readonly requests: Requests;
  readonly assignments: Assignments;
  readonly findings: Findings;
  readonly policies: Policies;
  readonly orders: EmergencyOrders;
  readonly trail: AuditTrail;
  readonly roots: AuditRoots;
  readonly close: () => Promise<void>;
};

/** Empty DynamoDB tables. */
export type TablesBench = {
  readonly client: DynamoDBDocumentClient;
  readonly tables: TableNames;
  readonly clock: FakeClock;
  readonly close: () => Promise<void>;
};

/** A place where a contract is tested; `open` is absent when the environment does not name it. */
export type Backend<T> = { readonly name: string; readonly open?: () => Promise<T> };

/** DynamoDB as the laptop emulates it, as the simulator keeps it, and whatever AWS_ENDPOINT_URL_DYNAMODB names. */
export const tableBackends: readonly Backend<TablesBench>[] = [
  { name: 'the emulated DynamoDB', open: openEmulator },
  { name: "the simulator's tables", open: async () => simulatorTables() },
  process.env.AWS_ENDPOINT_URL_DYNAMODB
    ? { name: `DynamoDB at ${process.env.AWS_ENDPOINT_URL_DYNAMODB}`, open: openNamed }
    : { name: 'the DynamoDB of AWS_ENDPOINT_URL_DYNAMODB, which is not set' },
];

/** The fake, and DynamoDB. */
export const ledgerBackends: readonly Backend<LedgerBench>[] = [
  { name: 'the fake', open: async () => fakeLedger() },
  ...tableBackends.map(({ name, open }) => ({
    name,
    ...(open && { open: async () => dynamoLedger(await open()) }),
  })),
];

/** Runs a suite on each backend; one that the environment does not name shows as skipped. */
export function onEach<T extends { close(): Promise<void> }>(
  backends: readonly Backend<T>[],
  suite: (bench: () => T) => void,
): void {
  for (const { name, open } of backends) {
    if (!open) {
      describe.skip(`on ${name}`, () => suite(() => neverOpened(name)));
      continue;
    }
    describe(`on ${name}`, () => {
      let bench: T;
      beforeEach(async () => {
        bench = await open();
      });
      afterEach(() => bench.close());
      suite(() => bench);
    });
  }
}

function neverOpened(name: string): never {
  throw new Error(`${name}: never opened`);
}

function fakeLedger(): LedgerBench {
  const store = new FakeStore();
  const clock = new FakeClock();
  return {
    clock,
    ledger: new FakeLedger(store, clock),
    requests: new FakeRequests(store, clock),
    assignments: new FakeAssignments(store),
    findings: new FakeFindings(store),
    policies: new FakePolicies(store),
    orders: new FakeEmergencyOrders(store),
    trail: new FakeAuditTrail(store),
    roots: new FakeAuditRoots(),
    close: async () => {},
  };
}

function dynamoLedger({ client, tables, clock, close }: TablesBench): LedgerBench {
  return {
    clock,
    ledger: new DynamoLedger(client, tables, clock),
    requests: new DynamoRequests(client, tables, clock),
    assignments: new DynamoAssignments(client, tables),
    findings: new DynamoFindings(client, tables),
    policies: new DynamoPolicies(client, tables),
    orders: new DynamoEmergencyOrders(client, tables),
    trail: new DynamoAuditTrail(client, tables),
    roots: new DynamoAuditRoots(client, tables),
    close,
  };
}

/** Empty tables as the simulator keeps them: in memory, each call at once. */
export function simulatorTables(): TablesBench {
  const tables = tableNames('contract-');
  const store = new DocumentStore(tables);
  return { client: directClient(store), tables, clock: new FakeClock(), close: async () => {} };
}

async function openEmulator(): Promise<TablesBench> {
  const timeline = new VirtualClock({ ticking: false, now: START });
  const service = await DynamoDb.open({ timeline });
  const endpoint = await startEndpoint({ services: [service], faults: new Faults(), timeline });
  const dynamo = new DynamoDBClient({
    endpoint: endpoint.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return open(dynamo, 'contract-', async () => {
    dynamo.destroy();
    await endpoint.close();
  });
}

async function openNamed(): Promise<TablesBench> {
  const dynamo = new DynamoDBClient({});
  const prefix = `contract-${randomBytes(4).toString('hex')}-`;
  return open(dynamo, prefix, async () => {
    const names = Object.values(tableNames(prefix));
    await Promise.all(names.map((TableName) => dynamo.send(new DeleteTableCommand({ TableName }))));
    dynamo.destroy();
  });
}

async function open(
  dynamo: DynamoDBClient,
  prefix: string,
  close: () => Promise<void>,
): Promise<TablesBench> {
  const tables = tableNames(prefix);
  await createTables(dynamo, tables);
  return { client: documentClient(dynamo), tables, clock: new FakeClock(), close };
}
