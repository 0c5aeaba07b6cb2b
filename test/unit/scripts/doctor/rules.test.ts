import type { Seen } from '../../../../scripts/doctor/facts';
import type { Severity } from '../../../../scripts/doctor/finding';
import { checks } from '../../../../scripts/doctor/checks';
import {
  doctorPerson as person,
  exampleConfig,
  judge,
  judgeBlind,
  wellSeen,
} from '../../../support/doctor-facts';

const { account } = exampleConfig;
const instance = wellSeen.instance!;
const admins = (members: readonly ReturnType<typeof person>[]): Partial<Seen> => ({
  configuredGroups: [{ key: 'adminGroupId', id: 'g-1', group: { id: 'g-1', name: 'admins', members } }],
});

type Row = readonly [check: string, facts: Partial<Seen>, severity: Severity, found: RegExp, mend?: RegExp];

const ROWS: readonly Row[] = [
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
    'warning',
    /key\/2/,
    /kms:Decrypt/,
  ],
  ['instance-key', { instance: undefined }, 'info', /no instance/],
  [
    'management-permission-sets',
    { managementPermissionSets: ['Admin', 'Billing'] },
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
];

describe('the rules of the doctor', () => {
  it.each(checks.map(({ id }) => id))('%s: all is well where all is well', (id) => {
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

  it('tells how to mend whatever is an error or a warning', () => {
    const bad = ROWS.filter(([, , severity]) => severity === 'error' || severity === 'warning');
    const without = bad.filter(([id, facts]) => judge(id, facts).some(({ mend }) => mend === undefined));
    expect(without.map(([id]) => id)).toEqual([]);
  });

  it.each(checks.map(({ id }) => id))('%s has at least one row that is not well', (id) => {
    expect(ROWS.filter(([check, , severity]) => check === id && severity !== 'well')).not.toEqual([]);
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
