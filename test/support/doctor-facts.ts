import { failureQueues } from '../../core/contract/failure-queues';
import { DAY, MINUTE } from '../../core/model/instant';
import { ApprovalPolicyBody, EligibilityPolicyBody, type PolicyRecord } from '../../core/model/policy';
import type { Config } from '../../lib/config/config';
import { EXAMPLE_CONFIG, readConfig } from '../../lib/config/read-config';
import { findingsOf } from '../../scripts/doctor/check';
import { checks } from '../../scripts/doctor/checks';
import { expectedVariables } from '../../scripts/doctor/deployed-configuration';
import type { Facts, Seen } from '../../scripts/doctor/facts';
import type { Finding, Verdict } from '../../scripts/doctor/finding';
import { stackName } from '../../lib/config/stack-name';
import { type DeployedPart, partsOf } from '../../scripts/doctor/stacks';
import type { Look } from '../../scripts/doctor/look';
import type { Metadata } from '../../scripts/saml/metadata';

export const exampleConfig: Config = readConfig(EXAMPLE_CONFIG);

const person = (userId: string, enabled = true, email = `${userId}@example.com`) => ({
  userId,
  userName: userId,
  displayName: userId,
  ...(email !== '' && { email }),
  enabled,
});
export { person as doctorPerson };

const { identityCenter, account, region } = exampleConfig;

const approvalPolicy: PolicyRecord = {
  kind: 'approval',
  id: 'policy-1',
  version: 1,
  changedAt: 0,
  changedBy: { userId: 'adm', userName: 'adm', displayName: 'Adm' },
  ...ApprovalPolicyBody.parse({
    name: 'Team lead',
    accounts: { everywhere: true },
    permissionSets: {},
    steps: [{ approvers: { groups: ['leads'] } }],
  }),
};

const eligibilityPolicy: PolicyRecord = {
  ...approvalPolicy,
  kind: 'eligibility',
  ...EligibilityPolicyBody.parse({
    name: 'Engineers',
    subjects: { groups: ['engineers'] },
    accounts: { everywhere: true },
    permissionSets: { arns: ['arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef'] },
  }),
};

export const samplePolicies = { approval: approvalPolicy, eligibility: eligibilityPolicy };

const METADATA_URL = exampleConfig.signIn.samlMetadataUrl ?? '';
const NOW = Date.UTC(2026, 10, 21, 12);

/** Metadata that were made ninety days ago, and the end of their certificate (epoch milliseconds). */
export const metadataUntil = (expiresAt: number): Metadata => ({
  kind: 'read',
  entityId: 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/MTEx',
  validFrom: NOW - 90 * DAY,
  expiresAt,
});

/** Every stack, deployed. */
export const deployedParts: readonly DeployedPart[] = partsOf(exampleConfig).map((part) => ({
  part,
  stack: { name: stackName(exampleConfig, part), status: 'CREATE_COMPLETE', outputs: {}, resources: [] },
}));

/** An account with which all is well, as the example configuration has it. */
export const wellSeen: Seen = {
  caller: { accountId: account, arn: `arn:aws:sts::${account}:assumed-role/Admin/me`, partition: 'aws' },
  ambientRegion: region,
  managementAccount: '999900000000',
  delegatedAdministrators: [account],
  instance: {
    arn: `arn:aws:sso:::instance/${identityCenter.instanceId}`,
    identityStoreId: identityCenter.identityStoreId,
    status: 'ACTIVE',
    primaryRegion: region,
    permissionSetsEnabled: true,
  },
  managementPermissionSets: [],
  configuredGroups: (['adminGroupId', 'auditorGroupId', 'responderGroupId'] as const).map((key) => ({
    key,
    id: identityCenter[key] ?? '',
    group: { id: identityCenter[key] ?? '', name: key, members: [person('ann')] },
  })),
  bootstrapVersion: 28,
  now: NOW,
  ownKey: 'none',
  mailAccount: {
    production: true,
    sendingEnabled: true,
    enforcement: 'HEALTHY',
    dailyQuota: 50_000,
    sentLastDay: 12,
  },
  mailIdentity: { name: 'example.com', verified: true, dkim: 'SUCCESS' },
  lambdaLimits: { concurrent: 1_000, unreserved: 900 },
  metadata: metadataUntil(NOW + 400 * DAY),
  parts: deployedParts,
  deployedVariables: expectedVariables(exampleConfig),
  pairing: { metadataUrl: METADATA_URL, clientAllows: true },
  linkKey: 'there',
  policies: [approvalPolicy, eligibilityPolicy],
  approvers: {
    groups: new Map([['leads', { id: 'leads', name: 'leads', members: [person('ben')] }]]),
    people: new Map([['grace', person('grace')]]),
  },
  directoryTakenAt: NOW - 10 * MINUTE,
  lastSealedDay: '2026-11-20',
  overdueLeases: [],
  failures: failureQueues.map((name) => ({ name, count: 0 })),
  activity: { state: 'readable', newestEventAt: '2026-11-21T11:52:00.000Z' },
};

/** Facts as seen, but for what is given. */
export function buildFacts(changes: Partial<Seen> = {}): Facts {
  const entries = Object.entries({ ...wellSeen, ...changes }).map(([name, value]) => [
    name,
    { seen: true, value },
  ]);
  return Object.fromEntries(entries) as Facts;
}

/** What one check says of facts. */
export function judge(id: string, facts: Partial<Seen> = {}, config = exampleConfig): Verdict[] {
  return findings(id, buildFacts(facts), config).map(({ severity, found, mend }) => ({
    severity,
    found,
    ...(mend !== undefined && { mend }),
  }));
}

/** What one check says when a look failed. */
export function judgeBlind(
  id: string,
  name: keyof Seen,
  look: Extract<Look<unknown>, { seen: false }>,
): Finding[] {
  return findings(id, { ...buildFacts(), [name]: look }, exampleConfig);
}

function findings(id: string, facts: Facts, config: Config): Finding[] {
  const check = checks.find((one) => one.id === id);
  if (!check) throw new Error(`There is no check ${id}.`);
  return findingsOf(check, facts, config);
}
