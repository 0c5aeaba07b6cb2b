import { performance } from 'node:perf_hooks';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoAssignments } from '../aws/dynamo-assignments';
import { DynamoCursors } from '../aws/dynamo-cursors';
import { DynamoFindings } from '../aws/dynamo-findings';
import { DynamoLedger } from '../aws/dynamo-ledger';
import { DynamoPolicies } from '../aws/dynamo-policies';
import { DynamoRequests } from '../aws/dynamo-requests';
import { tableNames } from '../aws/tables';
import type { AccountAssignment } from '../core/model/entitlement';
import { HOUR, MINUTE } from '../core/model/instant';
import { Lease } from '../core/model/lease';
import { reconcile } from '../core/usecases/reconcile/reconcile';
import { ACCOUNTS, buildTarget } from '../test/support/build';
import { START } from '../test/support/fakes';
import { buildWorld, DEFAULT_POLICIES } from '../test/support/world';
import { operationOf } from '../test/simulation/services/document-store/document-client';
import { DocumentStore } from '../test/simulation/services/document-store/document-store';
import { type Figure, percentile, round } from './figure';

const LEASES = 10_000;
const HOLDERS = 1_000;
const PERMISSION_SETS = 20;
const ROUNDS = 15;

/** What does a round of the reconciler cost with 10,000 live leases that nothing is wrong with? Without the pauses between its calls. */
export async function reconciling(): Promise<Figure[]> {
  const calls = new Map<string, number>();
  const count = (service: string) => calls.set(service, (calls.get(service) ?? 0) + 1);
  const world = buildWorld(DEFAULT_POLICIES);
  const store = new DocumentStore(tableNames(''));
  const tables = tableNames('');
  const client = {
    send: async (command: { readonly input: Record<string, unknown> }) => {
      count('dynamodb');
      return store.call(operationOf(command), command.input);
    },
    // The adapters use nothing of a client but `send`.
  } as unknown as DynamoDBDocumentClient;
  const { clock } = world;
  const ports = {
    ...world.ports,
    ledger: new DynamoLedger(client, tables, clock),
    requests: new DynamoRequests(client, tables, clock),
    assignments: new DynamoAssignments(client, tables),
    findings: new DynamoFindings(client, tables),
    policies: new DynamoPolicies(client, tables),
    cursors: new DynamoCursors(client, tables),
    live: Object.assign(Object.create(world.live), {
      person: async (userId: string) => {
        count('identitystore');
        return { userId, userName: userId, displayName: userId, enabled: true };
      },
    }) as typeof world.live,
    executions: Object.assign(Object.create(world.executions), {
      leaseState: async () => {
        count('states');
        return 'running' as const;
      },
    }) as typeof world.executions,
  };
  for (const policy of DEFAULT_POLICIES) await ports.ledger.commit([{ kind: 'policy', after: policy }], []);
  await give(world, ports.ledger);
  const times: number[] = [];
  calls.clear();
  for (let n = 0; n < ROUNDS; n += 1) {
    const before = world.holdings.calls;
    const began = performance.now();
    const counts = await reconcile(ports);
    times.push(performance.now() - began);
    calls.set('sso-admin', (calls.get('sso-admin') ?? 0) + world.holdings.calls - before);
    const { failedParts = 0, missing = 0, unknown = 0, mended = 0 } = counts;
    if (failedParts + missing + unknown + mended > 0) throw new Error(`Not clean: ${JSON.stringify(counts)}`);
    clock.advance(MINUTE);
  }
  const perRound = (value: number) => round(value / ROUNDS);
  const all = [...calls.values()].reduce((sum, value) => sum + value, 0);
  return [
    { name: 'reconcile.calls_per_10k_leases', value: perRound(all), unit: 'calls', limit: 800 },
    ...[...calls].map(([service, value]) => ({
      name: `reconcile.calls_per_10k_leases.${service}`,
      value: perRound(value),
      unit: 'calls',
    })),
    { name: 'reconcile.ms_per_10k_leases', value: round(percentile(times, 0.5)), unit: 'ms', limit: 5_000 },
    { name: 'reconcile.ms_per_10k_leases_max', value: round(Math.max(...times)), unit: 'ms' },
  ];
}

type World = ReturnType<typeof buildWorld>;

/** Active leases that end over the next day, with their assignment records, on many people, accounts and permission sets. */
async function give(world: World, ledger: DynamoLedger): Promise<void> {
  const arns = Array.from({ length: PERMISSION_SETS }, (_, n) => arnOf(n));
  for (const arn of arns) world.holdings.provisioned.set(arn, [ACCOUNTS.payments, ACCOUNTS.shop]);
  for (let n = 0; n < LEASES; n += 1) {
    const id = `request-${n}-0`;
    const beneficiaryId = `user-${n % HOLDERS}`;
    const entitlement: AccountAssignment = {
      kind: 'account-assignment',
      accountId: String(200_000_000_000 + Math.floor(n / HOLDERS)),
      permissionSetArn: arns[n % PERMISSION_SETS] ?? arnOf(0),
    };
    const lease = Lease.parse({
      id,
      requestId: `request-${n}`,
      beneficiaryId,
      target: { ...buildTarget(), entitlement },
      startsAt: START - HOUR,
      endsAt: START + HOUR + Math.floor((n / LEASES) * 24 * HOUR),
      activatingAt: START - HOUR,
      activatedAt: START - HOUR,
      standing: false,
      version: 1,
      status: 'active',
    });
    const record = { beneficiaryId, entitlement, leases: [id], standing: false, version: 1 };
    await ledger.commit(
      [
        { kind: 'lease', after: lease },
        { kind: 'assignment', after: record },
      ],
      [],
    );
    world.grants.give(beneficiaryId, entitlement);
  }
}

const arnOf = (n: number) =>
  `arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-${String(n).padStart(16, '0')}`;
