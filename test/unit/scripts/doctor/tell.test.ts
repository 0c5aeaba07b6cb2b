import { checks } from '../../../../scripts/doctor/checks';
import type { Finding, Severity } from '../../../../scripts/doctor/finding';
import { exitCodeOf, type Report, reportOn } from '../../../../scripts/doctor/report';
import { tell } from '../../../../scripts/doctor/tell';
import { buildFacts, deployedParts, exampleConfig } from '../../../support/doctor-facts';

const finding = (severity: Severity, more: Partial<Finding> = {}): Finding => ({
  check: 'bootstrap',
  group: 'The account',
  title: 'The account is bootstrapped',
  severity,
  found: 'Version 5; at least 6 is needed',
  why: 'The stacks refuse an older one.',
  docs: 'https://docs.example/bootstrap',
  ...more,
});

const reportOf = (...findings: Finding[]): Report => ({
  stage: 'prod',
  account: '111122223333',
  region: 'eu-west-1',
  deployed: true,
  findings,
});

describe('the report for people', () => {
  it('has one line for what is well, and the remedy for what is not', () => {
    const bad = finding('error', { mend: 'npx cdk bootstrap' });
    const text = tell(reportOf(finding('well', { found: 'Version 28' }), bad), false);
    expect(text).toBe(
      [
        'Hourglass prod in account 111122223333, eu-west-1, as it is deployed',
        '',
        'The account',
        `  ok    ${'The account is bootstrapped'.padEnd(54)}Version 28`,
        '  FAIL  The account is bootstrapped',
        '        Version 5; at least 6 is needed',
        '        why   The stacks refuse an older one.',
        '        mend  npx cdk bootstrap',
        '        see   https://docs.example/bootstrap',
        '',
        '1 error, 0 warnings; 1 thing found well.',
      ].join('\n'),
    );
  });

  it('is not wider than 120 characters, whatever was found', () => {
    const long = 'A sentence that goes on and on. '.repeat(20).trim();
    const severities: Severity[] = ['well', 'info', 'warning', 'error'];
    const text = tell(reportOf(...severities.map((one) => finding(one, { found: long, mend: long }))), false);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(text).not.toMatch(/ $/m);
  });

  it('tells a title once when several things are well under it', () => {
    const text = tell(reportOf(finding('well'), finding('well')), false);
    expect(text.match(/The account is bootstrapped/g)).toHaveLength(1);
  });

  it('has colours only when asked for', () => {
    expect(tell(reportOf(finding('error')), false)).not.toContain('\u001b');
    expect(tell(reportOf(finding('error')), true)).toContain('\u001b[31mFAIL\u001b[0m');
  });

  it('says when there is nothing to complain of', () => {
    expect(tell(reportOf(finding('well'), finding('info')), false)).toMatch(
      /All is well: 1 thing looked at\.$/,
    );
  });
});

it('has room for every title beside what was found', () => {
  expect(checks.filter(({ title }) => title.length > 53).map(({ title }) => title)).toEqual([]);
});

describe('the exit code', () => {
  it.each([
    [[finding('well'), finding('info')], 0],
    [[finding('well'), finding('warning')], 1],
    [[finding('warning'), finding('error')], 2],
    [[], 0],
  ])('of %j is %i', (findings, code) => {
    expect(exitCodeOf(reportOf(...findings))).toBe(code);
  });
});

describe('what is judged', () => {
  const absent = deployedParts.map((one) => ({ ...one, stack: undefined }));
  const ids = (report: Report) => new Set(report.findings.map(({ check }) => check));

  it('is everything when something is deployed', () => {
    const report = reportOn(checks, buildFacts(), exampleConfig, undefined);
    expect(report.deployed).toBe(true);
    expect(ids(report)).toEqual(new Set(checks.map(({ id }) => id)));
  });

  it('leaves out what only a deployment brings when nothing is', () => {
    const report = reportOn(checks, buildFacts({ parts: absent }), exampleConfig, undefined);
    expect(report.deployed).toBe(false);
    expect(ids(report)).not.toContain('stacks');
    expect(ids(report)).toContain('bootstrap');
  });

  it('goes by what is expected, if that is said', () => {
    const after = reportOn(checks, buildFacts({ parts: absent }), exampleConfig, 'after');
    expect(after.findings.filter(({ check }) => check === 'stacks')).toHaveLength(absent.length);
    const before = reportOn(checks, buildFacts(), exampleConfig, 'before');
    expect(ids(before)).not.toContain('stacks');
  });

  it('is the credentials alone when there are none', () => {
    const facts = { ...buildFacts(), caller: { seen: false, why: 'Expired' } } as const;
    const { findings } = reportOn(checks, facts, exampleConfig, undefined);
    expect(findings).toMatchObject([{ check: 'caller-account', severity: 'error' }]);
    expect(findings[0]?.found).toContain('Expired');
  });
});
