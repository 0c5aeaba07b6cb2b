import { dynamoClient, sfnClient } from '../../aws/clients';
import { DynamoDirectory } from '../../aws/dynamo-directory';
import { DynamoLedger } from '../../aws/dynamo-ledger';
import { StepFunctionsWorkflow } from '../../aws/step-functions-workflow';
import { tableNames } from '../../aws/tables';
import type { DirectorySnapshot } from '../../core/model/directory';
import type { AccountAssignment, Target } from '../../core/model/entitlement';
import { type EpochMs, MINUTE, SECOND } from '../../core/model/instant';
import { type Person, refOf } from '../../core/model/person';
import type { ServiceCall } from '../../local/aws/service';
import type { Laptop } from '../../local/laptop/laptop';
import { stateMachineArn, TABLE_PREFIX } from '../../local/places';
import { buildAssignment, buildLease, buildRequest } from './build';

/** A lease that is live, its assignment in Identity Center and its workflow waiting for the end. */
export type LiveLease = {
  readonly requestId: string;
  readonly userId: string;
  readonly entitlement: AccountAssignment;
  readonly endsAt: EpochMs;
};

type Triple = { readonly person: Person; readonly target: Target & { entitlement: AccountAssignment } };

/** Gives a laptop live leases: spread evenly over its accounts, permission sets and people, no two of the same. */
export class LeaseGiver {
  readonly #ledger: DynamoLedger;
  readonly #workflow: StepFunctionsWorkflow;
  readonly #directory: DynamoDirectory;
  /** Those who hold something by the sample's own story are left alone. */
  readonly #holders: ReadonlySet<string>;
  #given = 0;

  constructor(private readonly laptop: Laptop) {
    const tables = tableNames(TABLE_PREFIX);
    this.#ledger = new DynamoLedger(dynamoClient(), tables, laptop.clock);
    this.#directory = new DynamoDirectory(dynamoClient(), tables, laptop.clock);
    this.#workflow = new StepFunctionsWorkflow(sfnClient(), {
      approvalArn: stateMachineArn('approval'),
      leaseArn: stateMachineArn('lease'),
    });
    this.#holders = new Set(laptop.services.ssoAdmin.assignments().map(({ principalId }) => principalId));
  }

  /** One lease for each end. */
  async give(ends: readonly EpochMs[]): Promise<LiveLease[]> {
    const snapshot = await this.#directory.snapshot();
    const leases: LiveLease[] = [];
    for (const endsAt of ends) {
      const index = this.#given++;
      leases.push(await this.#one(index, this.#triple(index, snapshot), endsAt));
    }
    return leases;
  }

  async #one(index: number, { person, target }: Triple, endsAt: EpochMs): Promise<LiveLease> {
    const { userId } = person;
    const { entitlement } = target;
    const startsAt = this.laptop.clock.now() - MINUTE;
    const [requestId, leaseId] = [`request-${index}`, `lease-of-${index}`];
    const begun = { startsAt, endsAt, activatedAt: startsAt };
    const request = buildRequest({
      status: 'active',
      id: requestId,
      requester: refOf(person),
      beneficiary: refOf(person),
      targets: [target],
      leaseIds: [leaseId],
      createdAt: startsAt,
      updatedAt: startsAt,
      approvedAt: startsAt,
      ...begun,
    });
    const record = { id: leaseId, requestId, beneficiaryId: userId, target, activatingAt: startsAt };
    const lease = buildLease({ status: 'active', ...record, ...begun });
    const assignment = buildAssignment({ beneficiaryId: userId, entitlement, leases: [leaseId] });
    const written = await this.#ledger.commit(
      [
        { kind: 'request', after: request },
        { kind: 'lease', after: lease },
        { kind: 'assignment', after: assignment },
      ],
      [],
    );
    if (written.kind !== 'committed') throw new Error(`${written.on} is there already`);
    const { accountId, permissionSetArn } = entitlement;
    const principal = { principalType: 'USER', principalId: userId } as const;
    this.laptop.services.ssoAdmin.createOutside({ accountId, permissionSetArn, ...principal });
    await this.#workflow.startLease({ requestId, leaseId, startsAt, endsAt });
    return { requestId, userId, entitlement, endsAt };
  }

  /** Neighbours are in different accounts. */
  #triple(index: number, snapshot: DirectorySnapshot): Triple {
    const { managementAccountId } = this.laptop.services.organizations;
    const accounts = snapshot.accounts.filter(
      ({ id, status }) => status === 'ACTIVE' && id !== managementAccountId,
    );
    const sets = snapshot.permissionSets.filter(({ inManagementAccount }) => !inManagementAccount);
    const people = snapshot.people.filter(({ enabled, userId }) => enabled && !this.#holders.has(userId));
    const account = accounts[index % accounts.length]!;
    const set = sets[Math.floor(index / accounts.length) % sets.length]!;
    const person = people[(index + Math.floor(index / (accounts.length * sets.length))) % people.length]!;
    const entitlement = {
      kind: 'account-assignment',
      accountId: account.id,
      permissionSetArn: set.arn,
    } as const;
    const { sessionMinutes, name: permissionSetName } = set;
    return { person, target: { entitlement, name: account.name, permissionSetName, sessionMinutes } };
  }
}

/** What became of leases in Identity Center since the watch began; moments in epoch milliseconds. */
export class EndingsWatch {
  readonly #asked = new Map<string, EpochMs>();
  readonly #gone = new Map<string, EpochMs>();
  readonly #original: Laptop['services']['ssoAdmin']['call'];
  readonly #stopListening: () => void;
  /** The most assignment operations that were under way at once. */
  mostOutstanding = 0;
  /** What Identity Center refused of its own accord: what faults refuse does not get so far. */
  readonly refusals: string[] = [];

  constructor(private readonly laptop: Laptop) {
    const { ssoAdmin } = laptop.services;
    this.#original = ssoAdmin.call.bind(ssoAdmin);
    ssoAdmin.call = (call) => this.#see(call);
    this.#stopListening = ssoAdmin.onAssignmentChange(({ kind, assignment }) => {
      if (kind !== 'deleted') return;
      const { principalId, accountId, permissionSetArn } = assignment;
      this.#gone.set(keyOf(principalId, accountId, permissionSetArn), laptop.clock.now());
    });
  }

  stop(): void {
    this.laptop.services.ssoAdmin.call = this.#original;
    this.#stopListening();
  }

  /** Seconds from the end of each lease to the first deletion that Identity Center heard of; infinite for none. Longest first. */
  asked(leases: readonly LiveLease[]): number[] {
    return this.#late(leases, this.#asked);
  }

  /** Seconds from the end of each lease to when its access was gone. */
  gone(leases: readonly LiveLease[]): number[] {
    return this.#late(leases, this.#gone);
  }

  #late(leases: readonly LiveLease[], moments: ReadonlyMap<string, EpochMs>): number[] {
    const seconds = leases.map(({ userId, entitlement, endsAt }) => {
      const at = moments.get(keyOf(userId, entitlement.accountId, entitlement.permissionSetArn));
      return at === undefined ? Number.POSITIVE_INFINITY : (at - endsAt) / SECOND;
    });
    return seconds.toSorted((a, b) => b - a);
  }

  async #see(call: ServiceCall): Promise<Record<string, unknown>> {
    const { TargetId, PermissionSetArn, PrincipalId } = call.input;
    const key = keyOf(String(PrincipalId), String(TargetId), String(PermissionSetArn));
    const now = this.laptop.clock.now();
    if (call.operation === 'DeleteAccountAssignment' && !this.#asked.has(key)) this.#asked.set(key, now);
    try {
      return await this.#original(call);
    } catch (error) {
      this.refusals.push(`${call.operation}: ${String(error)}`);
      throw error;
    } finally {
      this.mostOutstanding = Math.max(this.mostOutstanding, this.laptop.services.ssoAdmin.outstanding());
    }
  }
}

const keyOf = (userId: string, accountId: string, permissionSetArn: string) =>
  `${userId}|${accountId}|${permissionSetArn}`;
