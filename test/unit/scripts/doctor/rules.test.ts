import { buildLease } from '../../../support/build';
import type { Config } from '../../../../lib/config/config';
import { DAY } from '../../../../core/model/instant';
import type { Seen } from '../../../../scripts/doctor/facts';
import type { Severity } from '../../../../scripts/doctor/finding';
import { checks } from '../../../../scripts/doctor/checks';
import type { Metadata } from '../../../../scripts/saml/metadata';
import {
  deployedParts,
  doctorPerson as person,
  exampleConfig,
  judge,
  judgeBlind,
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

const ROWS: readonly Row[] = [
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

describe.each([
  ['own-key', undefined, 'error', /There is no key arn:/],
  ['own-key', { state: 'PendingDeletion', symmetric: true }, 'error', /is PendingDeletion/],
  ['own-key', { state: 'Enabled', symmetric: false }, 'error', /not a symmetric key/],
  ['own-key', { state: 'Enabled', symmetric: true }, 'well', /^arn:/],
] as const)('%s %j', (id, ownKey, severity, found) => {
  it(`is ${severity}`, () => {
    const config = { ...exampleConfig, kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' };
    expect(judge(id, { ownKey }, config)).toMatchObject([{ severity, found: expect.stringMatching(found) }]);
  });
});

const { samlMetadataUrl: _url, ...signIn } = exampleConfig.signIn;
const unpaired: Config = { ...exampleConfig, signIn };

const lake: Config['activity'] = {
  source: 'cloudtrail-lake',
  eventDataStoreId: '6f1f4f5e-3c1b-4d5a-9d1e-2b7a4c9e8f10',
};

type ConfigRow = readonly [check: string, config: Config, severity: Severity, found: RegExp];

/** What follows from the configuration alone. */
const CONFIG_ROWS: readonly ConfigRow[] = [
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

describe('the rules of the doctor', () => {
  // The example has a log archive, of which nothing can be seen.
  const seen = checks.map(({ id }) => id).filter((id) => id !== 'stacks-elsewhere');

  it('tells each stack of another account', () => {
    const config = { ...exampleConfig, managementAccount: '999900000000' };
    expect(judge('stacks-elsewhere', {}, config)).toMatchObject([
      { severity: 'info', found: expect.stringContaining('LogArchive is in account 444455556666') },
      { severity: 'info', found: expect.stringContaining('Management is in account 999900000000') },
    ]);
  });

  it.each<[where: string, activity: Config['activity'], unreadable: RegExp, silent: RegExp]>([
    ['in an event data store', lake, /store .*is there and enabled/, /store takes in management events/],
    [
      'in a bucket of the same account',
      {
        source: 'athena',
        trail: { bucket: 'trail', organizationId: 'o-exampleorgid' },
        scanLimitMegabytes: 100,
        resultDays: 7,
      },
      /^npx cdk deploy Hourglass-prod-Activity/,
      /activity\.trail\.prefix/,
    ],
    [
      'in a table that exists already',
      {
        source: 'athena-table',
        roleArn: 'arn:aws:iam::444455556666:role/reader',
        workGroup: 'trail',
        database: 'trails',
        table: 'trail',
        accountColumn: 'account',
        dayColumn: 'day',
        resultDays: 7,
      },
      /activity\.roleArn/,
      /table covers this account/,
    ],
  ])('tells how to mend activity that is %s', (_, activity, unreadable, silent) => {
    const config = { ...exampleConfig, activity };
    const mends = (['unreadable', 'readable'] as const).map(
      (state) => judge('activity-readable', { activity: { state, reason: 'No.' } }, config)[0]?.mend,
    );
    expect(mends).toEqual([expect.stringMatching(unreadable), expect.stringMatching(silent)]);
  });

  it.each(seen)('%s: all is well where all is well', (id) => {
    const verdicts = judge(id);
    expect(verdicts).not.toEqual([]);
    expect(verdicts.filter(({ severity }) => severity !== 'well')).toEqual([]);
  });

  const rows = ROWS.map(([id, facts, severity, found, mend = /^/]) => ({ id, facts, severity, found, mend }));

  it.each(rows)('$id: $severity, $found', ({ id, facts, severity, found, mend }) => {
    const [verdict, ...more] = judge(id, facts);
    expect(more).toEqual([]);
    expect(verdict).toMatchObject({ severity, found: expect.stringMatching(found) });
    expect(verdict?.mend ?? '').toMatch(mend);
  });

  it.each(CONFIG_ROWS)('%s', (id, config, severity, found) => {
    expect(judge(id, {}, config)).toMatchObject([{ severity, found: expect.stringMatching(found) }]);
  });

  it('does not ask for the SAML application before the first deployment', () => {
    const parts = deployedParts.map((one) => ({ ...one, stack: undefined }));
    expect(judge('saml-application', { parts }, unpaired)).toMatchObject([{ severity: 'info' }]);
  });

  it('names each overdue lease, five at most', () => {
    const overdueLeases = Array.from({ length: 6 }, (_, index) => ({
      ...buildLease(),
      id: `lease-${index}`,
    }));
    const [verdict] = judge('overdue-access', { overdueLeases });
    expect(verdict?.found).toBe(
      '6 leases should have ended more than five minutes ago: lease-0, lease-1, lease-2, lease-3, lease-4',
    );
  });

  it('tells how to mend whatever is an error or a warning', () => {
    const bad = ROWS.filter(([, , severity]) => severity === 'error' || severity === 'warning');
    const without = bad.filter(([id, facts]) => judge(id, facts).some(({ mend }) => mend === undefined));
    expect(without.map(([id]) => id)).toEqual([]);
  });

  it.each(checks.map(({ id }) => id))('%s has at least one row that is not well', (id) => {
    const rows = [...ROWS, ...CONFIG_ROWS].filter(
      ([check, , severity]) => check === id && severity !== 'well',
    );
    expect(rows.length + (['overdue-access', 'own-key'].includes(id) ? 1 : 0)).toBeGreaterThan(0);
  });

  it('takes what may not be looked at for a warning that names the right', () => {
    const [finding] = judgeBlind('instance', 'instance', {
      seen: false,
      why: 'denied',
      needs: 'sso:DescribeInstance',
    });
    expect(finding).toMatchObject({
      severity: 'warning',
      found: 'Could not look: needs sso:DescribeInstance',
    });
    expect(finding?.mend).toContain('docs/DOCTOR.md');
  });

  it('takes a look that failed for a warning with the reason', () => {
    const [finding] = judgeBlind('instance', 'instance', { seen: false, why: 'Timeout: no answer' });
    expect(finding).toMatchObject({ severity: 'warning', found: 'Could not look: Timeout: no answer' });
  });
});
