import { MINUTE } from '../../core/model/instant';
import type { Lease } from '../../core/model/lease';
import type { EligibilityPolicy } from '../../core/model/policy';
import type { AssignmentChange } from '../../local/aws/identity-center/identity-center';
import type { Assignment } from '../../local/aws/identity-center/state';
import type { Stage } from './actors/context';
import { isAssignment } from './faults';
import { Forgotten } from './forgotten';
import { ACCOUNTS, PEOPLE, SETS } from './organization';
import type { Process } from './process';
import { accessKey } from './records';
import type { Effect } from './wire';

/** An operation of ours that Identity Center accepted. */
export type Operation = {
  readonly kind: 'create' | 'delete';
  readonly key: string;
  readonly at: number;
  readonly leaseId: string;
  /** Its lease had gone further already: the function that asked had been overtaken by another one while it hung. */
  readonly late: boolean;
  /** Who asked. */
  readonly by: Process;
};

/** Statuses of a lease in which an operation of its own is in time. */
const IN_TIME: Readonly<Record<Operation['kind'], ReadonlySet<Lease['status']>>> = {
  create: new Set(['activating']),
  delete: new Set(['activating', 'active', 'ending']),
};

/**
 * How long access may stay that a late creation made, in milliseconds: whoever made it finds out within its 90 seconds, and the
 * reconciler has it removed a minute later, which Identity Center may take its time for (docs/PROTOCOL.md).
 */
const LATE_STAYS = 5 * MINUTE;

const COUNTED = new Set<Lease['status']>(['activating', 'active', 'ending']);

/**
 * Knows what ought to be, from what everybody did and from the services themselves. It asks none of the rules that it is to
 * check: what makes somebody eligible is written down here a second time.
 */
export class Oracle {
  readonly operations: Operation[] = [];
  /** Access that somebody else gave while nothing of ours was going on: it is theirs, without a doubt. */
  readonly standing = new Set<string>();
  /** Access that somebody else gave while we were about it: it may be theirs. */
  readonly perhapsStanding = new Set<string>();
  /** By person and account, and then by permission set. */
  readonly #ineligibleSince = new Map<string, Map<string, number>>();
  readonly #noLeadSince = new Map<string, number>();
  #outsideSeen = 0;
  #held: ReadonlySet<string> | undefined;
  readonly forgotten: Forgotten;
  readonly #crashed = new WeakSet<Process>();

  constructor(private readonly stage: Stage) {
    this.forgotten = new Forgotten(stage);
    stage.world.host.onEnd(({ process, how }) => {
      if (how === 'crashed') this.#crashed.add(process);
    });
  }

  /**
   * Whether the access is what a late creation has made and there was no time yet to take it away; or whoever made it died over it, which
   * leaves it to the comparison where a policy covers the pair.
   */
  isOfLateCreation(key: string): boolean {
    const now = this.stage.world.timeline.now();
    return this.operations.some(
      ({ kind, late, key: of, at, by }) =>
        kind === 'create' && late && of === key && (now < at + LATE_STAYS || this.#crashed.has(by)),
    );
  }

  /** Takes note of an operation of ours. */
  accepted({ operation, process, input }: Effect): void {
    if (!isAssignment(operation)) return;
    // Who began before the tables were restored knows what they have forgotten.
    const lost = this.forgotten.before(process.about);
    if (lost && process.startedAt <= this.stage.world.restoredAt) this.forgotten.add(lost);
    const assignment: Assignment = {
      accountId: String(input.TargetId),
      permissionSetArn: String(input.PermissionSetArn),
      principalType: 'USER',
      principalId: String(input.PrincipalId),
    };
    const kind = operation === 'CreateAccountAssignment' ? 'create' : 'delete';
    this.operations.push({
      kind,
      key: accessKey(assignment),
      at: this.stage.world.timeline.now(),
      leaseId: process.about,
      late: !this.leasesOn(accessKey(assignment)).some(
        ({ id, status }) => id === process.about && IN_TIME[kind].has(status),
      ),
      by: process,
    });
  }

  /** Takes note of what the console did. Called when assignments change, before any invariant looks. */
  changed({ kind, assignment }: AssignmentChange): void {
    if (kind === 'created') return;
    const key = accessKey(assignment);
    this.perhapsStanding.delete(key);
  }

  /** Brings up to date what the world is like; called after each thing that happens. True when tables were restored. */
  look(): boolean {
    this.#held = undefined;
    const restored = this.forgotten.look();
    if (restored) this.#restored();
    const { outside } = this.stage;
    for (; this.#outsideSeen < outside.length; this.#outsideSeen += 1) {
      const { kind, key } = outside[this.#outsideSeen]!;
      if (kind === 'unassign') this.standing.delete(key);
      else if (!this.isBusyWith(key) && !this.#isCounted(key)) this.standing.add(key);
      else if (!this.standing.has(key)) this.perhapsStanding.add(key);
    }
    return restored;
  }

  #isCounted(key: string): boolean {
    return this.forgotten.explains(key) || this.leasesOn(key).some(({ status }) => COUNTED.has(status));
  }

  /** What others gave in the time that is forgotten looks, to a lease of that time, like its own. */
  #restored(): void {
    for (const key of [...this.standing].filter((one) => this.#isCounted(one))) {
      this.standing.delete(key);
      this.perhapsStanding.add(key);
    }
  }

  /** Works out anew who is eligible for what, and who is a lead; called after each step. */
  judge(): void {
    const { organization, timeline } = this.stage.world;
    const { identityStore, organizations, ssoAdmin } = organization;
    const now = timeline.now();
    const enabled = new Set(identityStore.users().flatMap((one) => (one.status === 'ENABLED' ? one.id : [])));
    const leads = organization.id('leads');
    const accounts = ACCOUNTS.map((name) => organization.id(name));
    const active = new Set(accounts.filter((id) => organizations.accountState(id) === 'ACTIVE'));
    const sets = SETS.map((name) => organization.id(name));
    const there = new Set(sets.filter((arn) => ssoAdmin.permissionSet(arn) !== undefined));
    const policies = this.#policies();
    for (const name of PEOPLE) {
      const who = organization.id(name);
      const groups = identityStore.groupsOf(who);
      mark(this.#noLeadSince, who, enabled.has(who) && groups.includes(leads), now);
      for (const accountId of accounts) {
        const allowed =
          enabled.has(who) && active.has(accountId) && this.#isAllowed(policies, groups, accountId);
        const since = this.#sinceOf(`${who} ${accountId}`);
        for (const arn of sets) mark(since, arn, allowed && there.has(arn), now);
      }
    }
  }

  /** Since when the access is not to be had by this person, in epoch milliseconds; undefined: it is. */
  ineligibleSince(key: string): number | undefined {
    const end = key.lastIndexOf(' ');
    return this.#ineligibleSince.get(key.slice(0, end))?.get(key.slice(end + 1));
  }

  /** Since when the person has no say as a lead; undefined: they have. */
  noLeadSince(userId: string): number | undefined {
    return this.#noLeadSince.get(userId);
  }

  leasesOn(key: string): Lease[] {
    return this.stage.world.records.leases().filter((lease) => accessKey(lease) === key);
  }

  /** Whether some function is at work on a lease of this access, or an operation on it is under way. */
  isBusyWith(key: string): boolean {
    const leaseIds = new Set(this.leasesOn(key).map(({ id }) => id));
    for (const { fn, about } of this.stage.world.host.running)
      if ((fn === 'activate-lease' || fn === 'end-lease') && leaseIds.has(about)) return true;
    return this.stage.world.organization.ssoAdmin.changing().some((one) => accessKey(one) === key);
  }

  /** Whether Identity Center lists the access now. */
  isHeld(key: string): boolean {
    return this.stage.world.organization.ssoAdmin.assignments().some((one) => accessKey(one) === key);
  }

  /** All access that Identity Center listed when something last happened: listed once for all who ask after a step. */
  held(): ReadonlySet<string> {
    this.#held ??= new Set(this.stage.world.organization.ssoAdmin.assignments().map(accessKey));
    return this.#held;
  }

  /** Whether the permission set of the access is still there. */
  hasPermissionSet(key: string): boolean {
    const [, , permissionSetArn] = key.split(' ') as [string, string, string];
    return this.stage.world.organization.ssoAdmin.permissionSet(permissionSetArn) !== undefined;
  }

  /** Whether nothing can be changed about the access: Identity Center refuses or fails whatever is asked. */
  isOutOfReach(key: string): boolean {
    const [userId, accountId] = key.split(' ') as [string, string];
    const { organizations, identityStore } = this.stage.world.organization;
    return (
      organizations.accountState(accountId) !== 'ACTIVE' ||
      !identityStore.hasPrincipal('USER', userId) ||
      !this.hasPermissionSet(key)
    );
  }

  /** Whether the policies as they stand allow these groups to ask for access to the account. */
  #isAllowed(policies: readonly EligibilityPolicy[], groups: readonly string[], accountId: string): boolean {
    const matching = policies.filter(
      ({ enabled, subjects, accounts }) =>
        enabled &&
        subjects.groups.some((group) => groups.includes(group)) &&
        (accounts.accounts.includes(accountId) ||
          (accounts.organizationalUnits.length > 0 && this.#isInProduction(accountId))),
    );
    return matching.length > 0 && matching.every(({ effect }) => effect === 'allow');
  }

  #sinceOf(key: string): Map<string, number> {
    const known = this.#ineligibleSince.get(key) ?? new Map<string, number>();
    this.#ineligibleSince.set(key, known);
    return known;
  }

  #isInProduction(accountId: string): boolean {
    return this.stage.world.inProduction(accountId);
  }

  #policies(): EligibilityPolicy[] {
    return this.stage.world.records.policies().flatMap((one) => (one.kind === 'eligibility' ? [one] : []));
  }
}

function mark(since: Map<string, number>, key: string, good: boolean, now: number): void {
  if (good) since.delete(key);
  else if (!since.has(key)) since.set(key, now);
}
