import type { Config } from '../../../../lib/config/config';
import { DAY } from '../../../../core/model/instant';
import type { Seen } from '../../../../scripts/doctor/facts';
import type { Severity } from '../../../../scripts/doctor/finding';
import type { Metadata } from '../../../../scripts/saml/metadata';
import {
  deployedParts,
  doctorPerson as person,
  exampleConfig,
  metadataUntil,
  samplePolicies,
  wellSeen,
} from '../../../support/doctor-facts';

const { account } = exampleConfig;
const instance = wellSeen.instance!;
const admins = (members: readonly ReturnType<typeof person>[]): Partial<Seen> => ({
  configuredGroups: [{ key: 'adminGroupId', id: 'g-1', group: { id: 'g-1', name: 'admins', members } }],
});

const { mailAccount: mail, now } = wellSeen;
const identity = wellSeen.mailIdentity!;
const { approval, eligibility } = samplePolicies;
const GIVEN_SET = 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef';

/** The last stack has another status; undefined: it is not deployed. */
const changedPart = (status: string | undefined) =>
  deployedParts.map((one) => {
    if (one.part !== 'Api') return one;
    return { ...one, stack: status === undefined || !one.stack ? undefined : { ...one.stack, status } };
  });

const approversAre = (members: readonly ReturnType<typeof person>[]): Partial<Seen> => ({
  approvers: { groups: new Map([['leads', { id: 'leads', name: 'leads', members }]]), people: new Map() },
});

type Row = readonly [check: string, facts: Partial<Seen>, severity: Severity, found: RegExp, mend?: RegExp];

/** What is seen, and what is then told of it. */
export const ROWS: readonly Row[] = [
  [
    'failures-waiting',
    {
      failures: [
        { name: 'failed-notices', count: 0 },
        { name: 'failed-timers', count: 2 },
      ],
    },
    'warning',
    /^failed-timers: 2 messages\. Runs of reconcile/,
    /RUNBOOK.md#timers-in-the-dead-letters.*npm run replay -- --queue failed-timers --apply/,
  ],
  ['failures-waiting', {}, 'well', /are empty/],
  [
    'activity-readable',
    { activity: { state: 'unreadable', reason: 'No such role.' } },
    'error',
    /cannot be read: No such role\.$/,
    /The log archive account.*log of hourglass-prod-query-activity/,
  ],
  ['activity-readable', { activity: { state: 'readable' } }, 'warning', /^None of account/, /is logging/],
  ['activity-readable', { activity: { state: 'unanswered', seconds: 60 } }, 'warning', /60 s/, /again/],
  ['activity-readable', { activity: { state: 'not-deployed' } }, 'info', /not deployed/],
  ['activity-readable', {}, 'well', /is of 2026-11-21T11:52:00\.000Z$/],
  [
    'caller-account',
    { caller: { ...wellSeen.caller, accountId: '444455556666' } },
    'error',
    /444455556666.*111122223333/,
    /AWS_PROFILE/,
  ],
  ['caller-region', { ambientRegion: undefined }, 'info', /not set; eu-west-1 is used/],
  ['caller-region', { ambientRegion: 'us-east-1' }, 'warning', /us-east-1/, /export AWS_REGION=eu-west-1/],
  [
    'delegated-administrator',
    { managementAccount: account },
    'error',
    /is the management account/,
    /--account-id <that account>/,
  ],
  [
    'delegated-administrator',
    { delegatedAdministrators: [] },
    'error',
    /^No account/,
    /--account-id 111122223333/,
  ],
  [
    'delegated-administrator',
    { delegatedAdministrators: ['444455556666'] },
    'error',
    /444455556666 is registered/,
  ],
  [
    'bootstrap',
    { bootstrapVersion: undefined },
    'error',
    /Not bootstrapped in eu-west-1/,
    /cdk bootstrap 111122223333\/eu-west-1/,
  ],
  ['bootstrap', { bootstrapVersion: 5 }, 'error', /Version 5; at least 6/],
  ['bootstrap', { bootstrapVersion: 6 }, 'well', /Version 6/],
  ['instance', { instance: undefined }, 'error', /has no instance/, /list-instances/],
  [
    'instance',
    { instance: { ...instance, status: 'CREATE_FAILED', statusReason: 'no key' } },
    'error',
    /CREATE_FAILED: no key/,
  ],
  [
    'instance-region',
    { instance: { ...instance, primaryRegion: 'us-east-1' } },
    'error',
    /primary Region is us-east-1/,
  ],
  ['instance-region', { instance: { ...instance, primaryRegion: undefined } }, 'info', /does not tell/],
  ['instance-region', { instance: undefined }, 'info', /no instance/],
  [
    'identity-store',
    { instance: { ...instance, identityStoreId: 'd-ffffffffff' } },
    'error',
    /d-ffffffffff.*d-0123456789/,
  ],
  ['identity-store', { instance: undefined }, 'info', /no instance/],
  [
    'permission-sets-enabled',
    { instance: { ...instance, permissionSetsEnabled: false } },
    'error',
    /not enabled/,
    /update-instance .*--permission-sets-enabled/,
  ],
  [
    'permission-sets-enabled',
    { instance: { ...instance, permissionSetsEnabled: undefined } },
    'info',
    /older ones/,
  ],
  ['permission-sets-enabled', { instance: undefined }, 'info', /no instance/],
  [
    'instance-key',
    { instance: { ...instance, kmsKeyArn: 'arn:aws:kms:eu-west-1:1:key/2' } },
    'error',
    /key\/2/,
    /kms:Decrypt/,
  ],
  ['instance-key', { instance: undefined }, 'info', /no instance/],
  [
    'management-permission-sets',
    {
      managementPermissionSets: [
        { arn: 'a', name: 'Admin' },
        { arn: 'b', name: 'Billing' },
      ],
    },
    'info',
    /Admin, Billing/,
  ],
  [
    'configured-groups',
    { configuredGroups: [{ key: 'auditorGroupId', id: 'g-9', group: undefined }] },
    'error',
    /there is no group g-9.*auditors|there is no group g-9/,
    /identityCenter\.auditorGroupId/,
  ],
  ['configured-groups', admins([]), 'error', /admins has no member/, /Add somebody to admins/],
  ['configured-groups', admins([person('a', false), person('b', false)]), 'error', /nobody of the 2/],
  ['configured-groups', admins([person('a', false), person('b')]), 'well', /1 enabled member$/],
  [
    'mail-identity',
    { mailIdentity: undefined },
    'error',
    /no identity example\.com/,
    /create-email-identity/,
  ],
  ['mail-identity', { mailIdentity: { ...identity, verified: false } }, 'error', /not verified/, /DNS/],
  ['mail-dkim', { mailIdentity: { ...identity, dkim: 'PENDING' } }, 'warning', /is PENDING/, /CNAME/],
  ['mail-dkim', { mailIdentity: undefined }, 'info', /no identity/],
  [
    'mail-sandbox',
    { mailAccount: { ...mail, production: false } },
    'error',
    /sandbox in eu-west-1/,
    /production access/,
  ],
  ['mail-quota', { mailAccount: { ...mail, sendingEnabled: false } }, 'error', /paused/],
  ['mail-quota', { mailAccount: { ...mail, enforcement: 'SHUTDOWN' } }, 'error', /paused/],
  ['mail-quota', { mailAccount: { ...mail, enforcement: 'PROBATION' } }, 'warning', /PROBATION/],
  ['mail-quota', { mailAccount: { ...mail, dailyQuota: 100, sentLastDay: 80 } }, 'warning', /^80 of 100/],
  ['mail-quota', { mailAccount: { ...mail, dailyQuota: 100, sentLastDay: 79 } }, 'well', /^79 of 100/],
  ['mail-quota', { mailAccount: { ...mail, dailyQuota: -1 } }, 'well', /no daily limit/],
  [
    'lambda-concurrency',
    { lambdaLimits: { concurrent: 10, unreserved: 10 } },
    'warning',
    /10 of 10/,
    /L-B99A9384/,
  ],
  ['saml-metadata', { metadata: undefined }, 'info', /see above/],
  [
    'saml-metadata',
    { metadata: { kind: 'unusable', problems: ['it answers 404'] } },
    'error',
    /it answers 404/,
    /npm run saml/,
  ],
  ['saml-certificate', { metadata: undefined }, 'info', /see above/],
  [
    'saml-certificate',
    { metadata: { kind: 'unusable', problems: ['it answers 404'] } },
    'info',
    /no certificate/,
  ],
  [
    'saml-certificate',
    { metadata: metadataUntil(now - 1) },
    'error',
    /expired on 2026-11-21/,
    /Manage certificate/,
  ],
  [
    'saml-certificate',
    { metadata: metadataUntil(now + 29 * DAY) },
    'warning',
    /in 29 days/,
    /Manage certificate/,
  ],
  ['saml-certificate', { metadata: metadataUntil(now + 30 * DAY) }, 'well', /Until 2026-12-21/],
  [
    'saml-certificate',
    { metadata: { ...metadataUntil(now + 90 * DAY), validFrom: now + 1 } as Metadata },
    'error',
    /begins on 2026-11-21/,
  ],
  ['saml-provider', { pairing: { clientAllows: true } }, 'error', /no provider/, /Identity$/],
  [
    'saml-provider',
    { pairing: { metadataUrl: 'https://other', clientAllows: true } },
    'error',
    /reads https:\/\/other/,
  ],
  ['saml-client', { pairing: { ...wellSeen.pairing, clientAllows: false } }, 'error', /does not allow/],
  [
    'stacks',
    { parts: changedPart(undefined) },
    'error',
    /Hourglass-prod-Api is not deployed/,
    /npx cdk deploy Hourglass-prod-Api/,
  ],
  ['stacks', { parts: changedPart('UPDATE_COMPLETE') }, 'well', /All \d/],
  ['stacks', { parts: changedPart('UPDATE_IN_PROGRESS') }, 'warning', /being changed/],
  ['stacks', { parts: changedPart('UPDATE_ROLLBACK_COMPLETE') }, 'warning', /rolled back/],
  ['stacks', { parts: changedPart('ROLLBACK_COMPLETE') }, 'error', /is ROLLBACK_COMPLETE/],
  ['stacks', { parts: changedPart('UPDATE_ROLLBACK_FAILED') }, 'error', /is UPDATE_ROLLBACK_FAILED/],
  [
    'deployed-configuration',
    { deployedVariables: { ...wellSeen.deployedVariables, notify: {} } },
    'warning',
    /notify has MAIL_FROM=\(nothing\), the configuration says Hourglass <hourglass@example\.com>/,
  ],
  ['link-key', { linkKey: 'deleted' }, 'error', /marked for deletion/, /restore-secret/],
  ['link-key', { linkKey: 'missing' }, 'error', /gone/],
  ['directory-read', { directoryTakenAt: undefined }, 'error', /never/, /hourglass-prod-sync-directory/],
  ['audit-sealed', { lastSealedDay: undefined }, 'info', /No day is sealed yet/],
  [
    'audit-sealed',
    { lastSealedDay: '2026-11-18' },
    'error',
    /up to 2026-11-18, and 2026-11-20 is due/,
    /seal-audit/,
  ],
  ['policies', { policies: [] }, 'info', /No eligibility policy/],
  ['policies', { policies: [eligibility] }, 'info', /No approval policy/],
  ['policies', { policies: [approval, { ...eligibility, enabled: false }] }, 'info', /No eligibility policy/],
  [
    'policies-out-of-reach',
    { managementPermissionSets: [{ arn: GIVEN_SET, name: 'Admin' }] },
    'error',
    /^Engineers: Admin$/,
  ],
  ['approvers', approversAre([person('ben', false)]), 'error', /Team lead, step 1: 1 must say yes, 0 can/],
  ['approver-groups', approversAre([person('ben', false)]), 'warning', /Without an enabled member: leads/],
  [
    'approver-groups',
    { approvers: { groups: new Map([['g-9', undefined]]), people: new Map() } },
    'warning',
    /any more: g-9/,
  ],
  [
    'approver-groups',
    { approvers: { groups: new Map(), people: new Map([['u', person('u', false)]]) } },
    'warning',
    /Disabled: u/,
  ],
  [
    'approver-email',
    approversAre([person('ben', true, ''), person('eve', false, '')]),
    'warning',
    /^Without an address: ben$/,
  ],
];

const { samlMetadataUrl: _url, ...signIn } = exampleConfig.signIn;
/** As before the pairing. */
export const unpaired: Config = { ...exampleConfig, signIn };

/** Activity from an event data store. */
export const lake: Config['activity'] = {
  source: 'cloudtrail-lake',
  eventDataStoreId: '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10',
};

type ConfigRow = readonly [check: string, config: Config, severity: Severity, found: RegExp];

/** What follows from the configuration alone. */
export const CONFIG_ROWS: readonly ConfigRow[] = [
  ['identity-center-calls', calls(20), 'info', /nothing is left/],
  ['identity-center-calls', calls(21), 'warning', /more than the 20/],
  ['records-restored', { ...exampleConfig, recordsRestored: true }, 'warning', /is set$/],
  ['hard-end', { ...exampleConfig, hardEnd: 'permission-set' }, 'info', /denied from the end on/],
  ['hard-end', { ...exampleConfig, hardEnd: 'removing' }, 'info', /on its way back/],
  ['stacks-elsewhere', exampleConfig, 'info', /prod-LogArchive is in account 444455556666/],
  ['stacks-elsewhere', { ...exampleConfig, activity: lake }, 'well', /none/],
  ['saml-application', unpaired, 'error', /not set/],
  ['saml-provider', unpaired, 'info', /see above/],
  ['saml-client', unpaired, 'info', /see above/],
];

function calls(callsPerSecond: number): Config {
  return { ...exampleConfig, identityCenter: { ...exampleConfig.identityCenter, callsPerSecond } };
}
