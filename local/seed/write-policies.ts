import { DAY, type EpochMs } from '../../core/model/instant';
import { refOf } from '../../core/model/person';
import {
  ApprovalPolicy,
  EligibilityPolicy,
  type PolicyRecord,
  Settings,
  SETTINGS_ID,
} from '../../core/model/policy';
import type { Ids } from '../../core/ports/ids';
import type { Ledger } from '../../core/ports/ledger';
import { askerOf } from '../../core/usecases/assess-request';
import { commitPolicy } from '../../core/usecases/commit-policy';
import { SeedError } from './context';
import type { SampleOrganization } from './organization';
import { approvalPolicies } from './policies/approval';
import { eligibilityPolicies } from './policies/eligibility';

/** How long before the seed the policies were written, in milliseconds. */
const WRITTEN = 45 * DAY;
const CHANGED = 20 * DAY;

type Deps = { readonly ledger: Ledger; readonly ids: Ids; readonly now: EpochMs };

/** Writes policies and settings as the administrator did some weeks ago, and one later change. */
export async function writePolicies(names: SampleOrganization, deps: Deps): Promise<void> {
  const by = refOf(names.person('adm'));
  const versioned = () => ({
    id: deps.ids.next(),
    version: 1,
    changedAt: deps.now - WRITTEN,
    changedBy: by,
  });
  const settings = Settings.parse({
    kind: 'settings',
    ...versioned(),
    id: SETTINGS_ID,
    decisionMinutes: 240,
    maxMinutes: 720,
    justification: { required: true, minLength: 8 },
    ticketUrl: 'https://tickets.example.com/browse/{ticket}',
  });
  const policies = [
    ...eligibilityPolicies(names).map((body) =>
      EligibilityPolicy.parse({ kind: 'eligibility', ...versioned(), ...body }),
    ),
    ...approvalPolicies(names).map((body) =>
      ApprovalPolicy.parse({ kind: 'approval', ...versioned(), ...body }),
    ),
  ];
  for (const policy of [settings, ...policies]) await commit(undefined, policy, 'adm', names, deps);
  await narrow(policies, names, deps);
}

/** The on-call policy was once more generous: its history shows what changed and by whom. */
async function narrow(
  policies: readonly PolicyRecord[],
  names: SampleOrganization,
  deps: Deps,
): Promise<void> {
  const before = policies.find((policy) => 'name' in policy && policy.name.startsWith('On call'));
  if (before?.kind !== 'eligibility') throw new SeedError('The on-call policy is missing.');
  const changedAt = deps.now - CHANGED;
  const changedBy = refOf(names.person('ulla'));
  await commit(before, { ...before, version: 2, maxMinutes: 60, changedAt, changedBy }, 'ulla', names, deps);
}

async function commit(
  before: PolicyRecord | undefined,
  after: PolicyRecord,
  by: string,
  names: SampleOrganization,
  deps: Deps,
): Promise<void> {
  const person = names.person(by);
  const roles = { auditor: false, admin: true, responder: false };
  const { enabled } = person;
  const viewer = { ...askerOf(person.userId, names.snapshot), enabled, person, ...roles };
  const conflict = await commitPolicy(before, after, viewer, deps);
  if (conflict) throw new SeedError('The policies table is not empty.');
}
