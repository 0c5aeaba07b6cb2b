import { buildLease } from '../../../support/build';
import type { Config } from '../../../../lib/config/config';
import { checks } from '../../../../scripts/doctor/checks';
import { deployedParts, exampleConfig, judge, judgeBlind } from '../../../support/doctor-facts';
import { CONFIG_ROWS, lake, ROWS, unpaired } from './verdict-rows';

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
