import { checks } from '../../scripts/doctor/checks';
import { RIGHTS } from '../../scripts/doctor/rights';
import { DoctorLaptop, type Provocation } from '../support/doctor-laptop';

/** How each finding is brought about on the laptop. A check without a row fails below. */
const PROVOCATIONS: Readonly<Record<string, Provocation>> = {
  'caller-account': {
    provoke: (doctor) => doctor.setAccount({ callerAccountId: '444455556666' }),
    severity: 'error',
    found: /belong to account 444455556666/,
  },
  'caller-region': {
    provoke: (doctor) => doctor.setAmbientRegion('us-east-1'),
    severity: 'warning',
    found: /AWS_REGION is us-east-1/,
  },
  'delegated-administrator': {
    provoke: (doctor) => doctor.setAccount({ delegatedAdministrators: [] }),
    severity: 'error',
    found: /No account is registered/,
  },
  bootstrap: {
    provoke: (doctor) => doctor.setAccount({ bootstrapVersion: null }),
    severity: 'error',
    found: /Not bootstrapped/,
  },
  instance: {
    provoke: (doctor) => doctor.setAccount({ instance: { status: 'CREATE_IN_PROGRESS' } }),
    severity: 'error',
    found: /is CREATE_IN_PROGRESS/,
  },
  'instance-region': {
    provoke: (doctor) => doctor.setAccount({ instance: { primaryRegion: 'us-east-1' } }),
    severity: 'error',
    found: /primary Region is us-east-1/,
  },
  'identity-store': {
    provoke: (doctor) => doctor.configure({ identityCenter: { identityStoreId: 'd-0000000000' } }),
    severity: 'error',
    found: /The instance uses d-9067a1b2c3/,
  },
  'permission-sets-enabled': {
    provoke: (doctor) => doctor.setAccount({ instance: { permissionSetsEnabled: false } }),
    severity: 'error',
    found: /not enabled/,
  },
  'instance-key': {
    provoke: (doctor) =>
      doctor.setAccount({ instance: { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/sso' } }),
    severity: 'error',
    found: /customer managed key .*key\/sso/,
  },
  'management-permission-sets': {
    provoke: (doctor) => doctor.provisionInManagement('ReadOnlyAccess'),
    severity: 'info',
    found: /ReadOnlyAccess/,
  },
  'configured-groups': {
    provoke: (doctor) => doctor.emptyGroup('hourglass-responders'),
    severity: 'error',
    found: /hourglass-responders has no member/,
  },
  'own-key': {
    provoke: (doctor) =>
      doctor.configure({
        kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000',
      }),
    severity: 'error',
    found: /There is no key/,
  },
  'mail-identity': {
    provoke: (doctor) => doctor.setAccount({ mail: { verified: false } }),
    severity: 'error',
    found: /example\.com is not verified/,
  },
  'mail-dkim': {
    provoke: (doctor) => doctor.setAccount({ mail: { dkim: 'FAILED' } }),
    severity: 'warning',
    found: /is FAILED/,
  },
  'mail-sandbox': {
    provoke: (doctor) => doctor.setAccount({ mail: { production: false } }),
    severity: 'error',
    found: /sandbox/,
  },
  'mail-quota': {
    provoke: (doctor) => doctor.setAccount({ mail: { enforcement: 'PROBATION' } }),
    severity: 'warning',
    found: /PROBATION/,
  },
  'saml-application': {
    provoke: (doctor) => doctor.unpair(),
    severity: 'error',
    found: /not set/,
  },
  'saml-metadata': {
    provoke: (doctor) => doctor.setAccount({ signIn: { metadata: 'gone' } }),
    severity: 'error',
    found: /nothing is there \(status 404\)/,
  },
  'saml-certificate': {
    provoke: (doctor) => doctor.setAccount({ signIn: { metadata: 'expired' } }),
    severity: 'error',
    found: /expired on 2021-01-01/,
  },
  'saml-provider': {
    provoke: (doctor) => doctor.setAccount({ signIn: { provider: 'other' } }),
    severity: 'error',
    found: /reads .*of-another-application/,
  },
  'saml-client': {
    provoke: (doctor) => doctor.setAccount({ signIn: { clientAllowsProvider: false } }),
    severity: 'error',
    found: /does not allow/,
  },
  'identity-center-calls': {
    provoke: (doctor) => doctor.configure({ identityCenter: { callsPerSecond: 40 } }),
    severity: 'warning',
    found: /is 40, more than the 20/,
  },
  'lambda-concurrency': {
    provoke: (doctor) => doctor.setAccount({ lambda: { concurrency: 10, unreserved: 10 } }),
    severity: 'warning',
    found: /10 of 10/,
  },
  stacks: {
    provoke: (doctor) => doctor.setAccount({ stacks: { Web: 'ABSENT' } }),
    severity: 'error',
    found: /Hourglass-laptop-Web is not deployed/,
  },
  'stacks-elsewhere': {
    provoke: (doctor) => doctor.configure({ managementAccount: '999900000000' }),
    severity: 'info',
    found: /Hourglass-laptop-Management is in account 999900000000/,
  },
  'deployed-configuration': {
    provoke: (doctor) => doctor.configure({ mail: { from: 'other@example.com' } }),
    severity: 'warning',
    found: /notify has MAIL_FROM=.*hourglass@.*other@/,
  },
  'link-key': {
    provoke: (doctor) => doctor.deleteLinkKey(),
    severity: 'error',
    found: /marked for deletion/,
  },
  'directory-read': {
    provoke: (doctor) => doctor.forgetDirectory(),
    severity: 'error',
    found: /never been read/,
  },
  'audit-sealed': {
    provoke: (doctor) => doctor.removeSeals(),
    severity: 'error',
    found: /Sealed up to .* is due/,
  },
  'overdue-access': {
    provoke: (doctor) => doctor.letAccessBeOverdue(),
    severity: 'error',
    found: /should have ended more than five minutes ago/,
  },
  'failures-waiting': {
    provoke: (doctor) => doctor.leaveNotices(),
    severity: 'warning',
    found: /^failed-notices: 1 message\./,
  },
  'activity-readable': {
    provoke: (doctor) => doctor.deny('athena', 'StartQueryExecution'),
    severity: 'error',
    found: /cannot be read: Hourglass may not read the trail/,
  },
  'records-restored': {
    provoke: (doctor) => doctor.configure({ recordsRestored: true }),
    severity: 'warning',
    found: /is set/,
  },
  'hard-end': {
    provoke: (doctor) => doctor.configure({ hardEnd: 'permission-set' }),
    severity: 'info',
    found: /denied from the end on/,
  },
  policies: {
    provoke: (doctor) => doctor.removePolicies(),
    severity: 'info',
    found: /No eligibility policy/,
  },
  'policies-out-of-reach': {
    provoke: (doctor) => doctor.provisionInManagement('ReadOnlyAccess'),
    severity: 'error',
    found: /: ReadOnlyAccess$/,
  },
  approvers: {
    provoke: (doctor) => doctor.emptyGroup('payments-leads'),
    severity: 'error',
    found: /Payments production, step 1 .*1 must say yes, 0 can/,
  },
  'approver-groups': {
    provoke: (doctor) => doctor.disable('grace'),
    severity: 'warning',
    found: /^Disabled: Grace Kamau$/,
  },
  'approver-email': {
    provoke: (doctor) => doctor.removeEmail('grace'),
    severity: 'warning',
    found: /Grace Kamau/,
  },
};

/** What the laptop's configuration makes it ask for. */
const ALWAYS = RIGHTS.flatMap(({ action, onlyWith }) => (onlyWith === undefined ? [action] : []));

/** Calls of the function that the doctor asks, in its own name. */
const BY_THE_FUNCTION = [
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:StartQueryExecution',
  'sts:AssumeRole',
];

const doctor = new DoctorLaptop();

beforeAll(() => doctor.start());
afterAll(() => doctor.stop());
afterEach(() => doctor.restore());

describe('the doctor on a laptop edition', () => {
  it('finds neither error nor warning on a fresh one', async () => {
    const { findings } = await doctor.examine();
    expect(findings.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  });

  it.each(checks.map(({ id }) => id))('%s: is told, and provoked once', async (id) => {
    const provocation = PROVOCATIONS[id];
    if (!provocation) throw new Error(`Nothing provokes ${id}: add a row above.`);
    expect(await doctor.verdictsOf(id)).not.toEqual([]);
    await provocation.provoke(doctor);
    const found = await doctor.verdictsOf(id);
    expect(found).toContainEqual({
      severity: provocation.severity,
      found: expect.stringMatching(provocation.found),
    });
  });

  it('has no provocation of a check that is gone', () => {
    const ids = checks.map(({ id }) => id);
    expect(Object.keys(PROVOCATIONS).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('makes exactly the calls for which docs/DOCTOR.md asks', async () => {
    const actions = await doctor.actionsOf(() => doctor.examine());
    expect(actions.filter((action) => !BY_THE_FUNCTION.includes(action))).toEqual(
      ['sts:GetCallerIdentity', ...ALWAYS].toSorted(),
    );
  });

  it.each(ALWAYS)('says that it needs %s, and goes on without', async (action) => {
    doctor.denyAction(action);
    const { findings } = await doctor.examine('after');
    const blind = findings.filter(({ found }) => found === `Could not look: needs ${action}`);
    expect(blind).not.toEqual([]);
    expect(blind.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(findings.some(({ severity }) => severity === 'well')).toBe(true);
  });

  it('says which right is missing when AWS denies a look, and looks at everything else', async () => {
    doctor.deny('sso_admin', 'DescribeInstance');
    const { findings } = await doctor.examine();
    expect(findings.filter(({ check }) => check === 'instance')).toMatchObject([
      { severity: 'warning', found: 'Could not look: needs sso:DescribeInstance' },
    ]);
    expect(findings.filter(({ check }) => check === 'bootstrap')).toMatchObject([{ severity: 'well' }]);
  });

  it('says that metadata are not those of Identity Center', async () => {
    doctor.trustIdentityCenterAlone();
    expect(await doctor.verdictsOf('saml-metadata')).toEqual([
      { severity: 'error', found: expect.stringContaining('not begin with https') },
    ]);
  });

  it.each<[when: string, provoke: () => unknown, severity: string, found: RegExp]>([
    ['a query fails', () => doctor.failQuery('HIVE_S3_ERROR'), 'error', /cannot be read: HIVE_S3_ERROR$/],
    [
      'no event of the account arrived',
      () => doctor.configure({ account: '444455556666' }),
      'warning',
      /^None of account 444455556666 in the last 24 hours$/,
    ],
    [
      'the function itself fails',
      () => doctor.fail('athena', 'GetQueryExecution'),
      'error',
      /cannot be read: The function failed: \w+/,
    ],
    ['a query does not end', () => doctor.delayQueries(2), 'warning', /^No answer within 60 seconds$/],
    ['all is well', () => undefined, 'well', /^The newest of account 111122223333 is of 20\d\d-/],
  ])('activity-readable: says so when %s', async (_, provoke, severity, found) => {
    await provoke();
    expect(await doctor.verdictsOf('activity-readable')).toEqual([
      { severity, found: expect.stringMatching(found) },
    ]);
  });

  it('does not look at activity before anything is deployed', async () => {
    doctor.setAccount({ stacks: { Api: 'ABSENT' } });
    expect(await doctor.verdictsOf('activity-readable')).toEqual([
      { severity: 'info', found: expect.stringContaining('not deployed') },
    ]);
  });

  it('has one thing to say without credentials', async () => {
    doctor.deny('sts', 'GetCallerIdentity');
    const { findings } = await doctor.examine();
    expect(findings).toMatchObject([{ check: 'caller-account', severity: 'error' }]);
  });
});
