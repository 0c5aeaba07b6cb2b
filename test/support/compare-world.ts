import { entitlementKey } from '../../core/model/entitlement';
import { assignmentStream } from '../../core/model/audit-event';
import { MINUTE } from '../../core/model/instant';
import { type Settings, SETTINGS_ID, SettingsBody } from '../../core/model/policy';
import { endStray } from '../../core/usecases/end-stray';
import { HOURGLASS } from '../../core/usecases/events';
import { reconcile } from '../../core/usecases/reconcile/reconcile';
import { ACCOUNTS, PEOPLE, PERMISSION_SETS } from './build';
import { buildWorld, DEFAULT_POLICIES, type World } from './world';

/** What these tests are about: read-only access to payments. */
export const held = {
  kind: 'account-assignment',
  accountId: ACCOUNTS.payments,
  permissionSetArn: PERMISSION_SETS.readOnly,
} as const;

type Unknown = Settings['unknownAssignments'];

/** The domain with these settings for unknown assignments; the permission set is provisioned in two accounts. */
export function worldThat(unknownAssignments: Unknown = 'report', unknownGraceMinutes = 30): World {
  const body = SettingsBody.parse({ unknownAssignments, unknownGraceMinutes });
  const settings: Settings = {
    ...body,
    kind: 'settings',
    id: SETTINGS_ID,
    version: 1,
    changedAt: 0,
    changedBy: HOURGLASS,
  };
  const world = buildWorld([...DEFAULT_POLICIES, settings]);
  world.holdings.provisioned.set(held.permissionSetArn, [ACCOUNTS.payments, ACCOUNTS.shop]);
  return world;
}

/** A round, and the time until the next sweep. */
export async function sweep(world: World) {
  const counts = await reconcile(world.ports);
  world.clock.advance(10 * MINUTE);
  return counts;
}

/** Disables every eligibility policy. */
export async function disableAll(world: World): Promise<void> {
  const { policies } = await world.ports.policies.current();
  for (const before of policies)
    if (before.kind === 'eligibility') {
      const after = { ...before, enabled: false, version: before.version + 1 };
      await world.ports.ledger.commit([{ kind: 'policy', before, after }], []);
    }
}

/** What is open. */
export const findings = async (world: World) => (await world.ports.findings.list({ limit: 100 })).items;

/** Types of the events about somebody's assignment that are no lease's, oldest first. */
export const eventsOf = (world: World, name: keyof typeof PEOPLE) =>
  world.store.eventTypes(assignmentStream(PEOPLE[name], entitlementKey(held)));

/** The assignment record of somebody. */
export const recordOf = (world: World, name: keyof typeof PEOPLE) =>
  world.ports.assignments.read(PEOPLE[name], held);

/** Carries out the endings of strays that were started. */
export async function endStrays(world: World) {
  for (const task of world.executions.endings.values())
    if (task.kind === 'stray')
      await world.until((deletionId) =>
        endStray({ findingId: task.findingId, attempt: 0, deletionId }, world.ports),
      );
}
