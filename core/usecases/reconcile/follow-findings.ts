import { DAY, type EpochMs, HOUR, MINUTE } from '../../model/instant';
import type { Finding } from '../../model/finding';
import type { Lease } from '../../model/lease';
import type { EligibilityPolicy, Settings } from '../../model/policy';
import { planFor } from '../../rules/finding-plan';
import { endOf } from '../../rules/lease-due';
import { type Managed, managedPairs } from '../../rules/managed-pairs';
import type { Ports } from '../deps';
import { eligibilityOf, settingsOf } from '../gather-facts';
import { assignmentEvent, open, settle } from './compare/find';
import type { Counts, Round } from './round';

type Deps = Pick<
  Ports,
  | 'clock'
  | 'requests'
  | 'findings'
  | 'ledger'
  | 'policies'
  | 'directory'
  | 'executions'
  | 'cursors'
  | 'trouble'
  | 'metrics'
  | 'sha256'
  | 'recordsRestored'
>;

/** An end that is late by more than this is a finding. */
const LATE = 5 * MINUTE;
const PAGE = 100;
const CURSOR = 'reconcile-findings';

/** Opens findings about leases that are late, and takes every open finding one step further. */
export async function followFindings(round: Round, deps: Deps): Promise<Counts> {
  const counts = { overdue: 0, settledFindings: 0, strayEndings: 0 };
  for (const lease of round.live) {
    if (deps.clock.now() >= round.until) break;
    if (await openLate(lease, round.now, deps)) counts.overdue += 1;
  }
  const { policies } = await deps.policies.current();
  const managed = await managedNow(eligibilityOf(policies), deps);
  const began = await deps.cursors.read(CURSOR);
  let cursor = began;
  let stillOpen = 0;
  do {
    const page = await deps.findings.list({ limit: PAGE, cursor });
    for (const finding of page.items) {
      const did = await follow(finding, round, settingsOf(policies), managed, deps);
      if (did === 'settled') counts.settledFindings += 1;
      else stillOpen += 1;
      if (did === 'ending') counts.strayEndings += 1;
    }
    cursor = page.cursor;
  } while (cursor !== undefined && deps.clock.now() < round.until);
  if (cursor !== began) await deps.cursors.write(CURSOR, cursor);
  // Only a round that went through all of them knows how many there are.
  if (began === undefined && cursor === undefined && stillOpen > 0)
    deps.metrics.put('OpenFindings', stillOpen);
  return counts;
}

async function managedNow(policies: readonly EligibilityPolicy[], deps: Deps): Promise<Managed> {
  return managedPairs(policies, await deps.directory.snapshot());
}

/** One that the records do not know as begun may have begun all the same: tables may have been restored to before it. */
async function openLate(lease: Lease, now: EpochMs, deps: Deps): Promise<boolean> {
  const { entitlement } = lease.target;
  if (entitlement.kind !== 'account-assignment' || endOf(lease) > now - LATE) return false;
  const sighting = { kind: 'overdue' as const, beneficiaryId: lease.beneficiaryId, entitlement, lease };
  return open(sighting, 'LeaseOverdue', 'lease-overdue', now, deps);
}

type Did = 'settled' | 'ending' | 'nothing';

async function follow(
  finding: Finding,
  round: Round,
  settings: Settings,
  managed: Managed,
  deps: Deps,
): Promise<Did> {
  switch (finding.kind) {
    case 'missing-assignment':
    case 'overdue':
      return (await isOver(finding, deps)) && (await settle(finding, 'over', round.now, deps))
        ? 'settled'
        : 'nothing';
    case 'unknown-assignment':
      return followUnknown(finding, round.now, settings, managed, deps);
    case 'left-over':
      return startEnding(finding, round.now, deps);
  }
}

async function followUnknown(
  finding: Finding,
  now: EpochMs,
  settings: Settings,
  managed: Managed,
  deps: Deps,
): Promise<Did> {
  if (finding.endAskedAt !== undefined) return startEnding(finding, now, deps);
  const { accountId, permissionSetArn } = finding.entitlement;
  if (!managed.manages(accountId, permissionSetArn)) {
    // It may be access of ours that restored tables have forgotten: whatever becomes of policies, somebody is to look at it.
    if (deps.recordsRestored) return 'nothing';
    return (await settle(finding, 'not-managed', now, deps)) ? 'settled' : 'nothing';
  }
  const plan = planFor(finding, settings);
  if (plan.kind !== 'end' || now < plan.at) return 'nothing';
  const after: Finding = { ...finding, endAskedAt: now, version: finding.version + 1 };
  const event = assignmentEvent(finding, 'AssignmentEndAsked', now, { since: finding.since });
  const result = await deps.ledger.commit([{ kind: 'finding', before: finding, after }], [event]);
  return result.kind === 'committed' ? startEnding(after, now, deps) : 'nothing';
}

/** Only `end-lease` may delete; it looks at the finding itself. What does not succeed is tried less and less often. */
async function startEnding(finding: Finding, now: EpochMs, deps: Deps): Promise<Did> {
  const age = now - (finding.endAskedAt ?? now);
  const every = age < HOUR ? 5 * MINUTE : age < DAY ? HOUR : DAY;
  const name = `stray-${deps.sha256(finding.id).slice(0, 40)}`;
  const attempt = Math.floor(now / every);
  try {
    const state = await deps.executions.startEnding({
      name,
      attempt,
      task: { kind: 'stray', findingId: finding.id },
    });
    return state === 'running' ? 'ending' : 'nothing';
  } catch (error) {
    deps.trouble.report('workflow-not-started', { findingId: finding.id }, error);
    return 'nothing';
  }
}

async function isOver({ lease }: Finding, deps: Deps): Promise<boolean> {
  if (!lease) return true;
  const now = await deps.requests.readLease(lease.requestId, lease.leaseId);
  return now === undefined || now.status === 'ended' || now.status === 'failed';
}
