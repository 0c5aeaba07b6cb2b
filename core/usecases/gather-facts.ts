import type { CreateRequest } from '../contract/requests';
import { machineAsPerson, machineNameOf } from '../model/machine';
import type { ApprovalPolicy, EligibilityPolicy, PolicyRecord, Settings } from '../model/policy';
import { SETTINGS_ID, SettingsBody } from '../model/policy';
import type { Ports } from './deps';
import type { Caller } from './deps';
import type { RequestFacts } from './assess-request';
import { HOURGLASS } from './events';

/** The caller is not in the directory: a token for somebody who has been removed. */
export class UnknownCallerError extends Error {
  override name = 'UnknownCallerError' as const;
}

/** The settings in force; the defaults until an admin has saved some. */
export function settingsOf(policies: readonly PolicyRecord[]): Settings {
  const saved = policies.find((policy) => policy.kind === 'settings');
  return saved?.kind === 'settings' ? saved : defaultSettings;
}

const defaultSettings: Settings = {
  ...SettingsBody.parse({}),
  kind: 'settings',
  id: SETTINGS_ID,
  version: 1,
  changedAt: 0,
  changedBy: HOURGLASS,
};

export function eligibilityOf(policies: readonly PolicyRecord[]): EligibilityPolicy[] {
  return policies.flatMap((policy) => (policy.kind === 'eligibility' ? [policy] : []));
}

export function approvalOf(policies: readonly PolicyRecord[]): ApprovalPolicy[] {
  return policies.flatMap((policy) => (policy.kind === 'approval' ? [policy] : []));
}

/** Reads everything that a new request is judged by. Throws `UnknownCallerError`. */
export async function gatherFacts(
  input: { readonly caller: Caller; readonly body: CreateRequest },
  deps: Pick<Ports, 'clock' | 'directory' | 'policies' | 'requests'>,
): Promise<RequestFacts> {
  const beneficiaryId = input.body.beneficiaryId ?? input.caller.userId;
  const [snapshot, { policies }, live] = await Promise.all([
    deps.directory.snapshot(),
    deps.policies.current(),
    deps.requests.liveOf(beneficiaryId),
  ]);
  const personOf = (userId: string) => snapshot.people.find((person) => person.userId === userId);
  const machine = machineNameOf(input.caller.userId);
  const requester = machine === undefined ? personOf(input.caller.userId) : machineAsPerson(machine);
  if (!requester) throw new UnknownCallerError('The caller is not in the directory.');
  return {
    body: input.body,
    requester,
    beneficiary: personOf(beneficiaryId),
    snapshot,
    settings: settingsOf(policies),
    eligibility: eligibilityOf(policies),
    approval: approvalOf(policies),
    live,
    now: deps.clock.now(),
  };
}
