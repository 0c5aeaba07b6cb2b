import { checks } from '../../scripts/doctor/checks';
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
    severity: 'warning',
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
};

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

  it('says which right is missing when AWS denies a look, and looks at everything else', async () => {
    doctor.deny('sso_admin', 'DescribeInstance');
    const { findings } = await doctor.examine();
    expect(findings.filter(({ check }) => check === 'instance')).toMatchObject([
      { severity: 'warning', found: 'Could not look: needs sso:DescribeInstance' },
    ]);
    expect(findings.filter(({ check }) => check === 'bootstrap')).toMatchObject([{ severity: 'well' }]);
  });

  it('has one thing to say without credentials', async () => {
    doctor.deny('sts', 'GetCallerIdentity');
    const { findings } = await doctor.examine();
    expect(findings).toMatchObject([{ check: 'caller-account', severity: 'error' }]);
  });
});
