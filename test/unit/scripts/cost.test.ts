import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countResources, Template } from '../../../scripts/cost/count-resources';
import { estimate, IDLE } from '../../../scripts/cost/estimate';
import { priceTable, PRICES } from '../../../scripts/cost/prices';
import { tableOf } from '../../../scripts/cost/print';

const template = (...resources: (readonly [string, object])[]): Template =>
  Template.parse({
    Resources: Object.fromEntries(
      resources.map(([Type, Properties], at) => [`R${at}`, { Type, Properties: { ...Properties } }]),
    ),
  });
const NOTHING = countResources([]);
const REGION = { region: 'us-east-1' } as const;

describe('what is paid for without use', () => {
  it.each([
    ['a key', ['AWS::KMS::Key', {}], { key: 1 }],
    ['a secret', ['AWS::SecretsManager::Secret', {}], { secret: 1 }],
    [
      'an alarm over a metric of AWS',
      ['AWS::CloudWatch::Alarm', { Namespace: 'AWS/Lambda', MetricName: 'Errors' }],
      { alarm: 1 },
    ],
    [
      'an alarm over a metric of ours',
      ['AWS::CloudWatch::Alarm', { Namespace: 'Hourglass', MetricName: 'Late' }],
      { alarm: 1, metric: 1 },
    ],
    [
      'an alarm over two metrics',
      [
        'AWS::CloudWatch::Alarm',
        {
          Metrics: [
            { MetricStat: { Metric: { Namespace: 'AWS/SQS', MetricName: 'A' } } },
            { MetricStat: { Metric: { Namespace: 'Hourglass', MetricName: 'B' } } },
            { Expression: 'a + b' },
          ],
        },
      ],
      { alarm: 2, metric: 1 },
    ],
    [
      'a dashboard with metrics of ours',
      [
        'AWS::CloudWatch::Dashboard',
        {
          DashboardBody: {
            'Fn::Join': ['', ['{"metrics":[["Hourglass","Late","stage","prod"],["AWS/SQS","B"]]', '}']],
          },
        },
      ],
      { dashboard: 1, metric: 1 },
    ],
    ['a filter that makes a metric', ['AWS::Logs::MetricFilter', {}], { metric: 1 }],
    ['WAF with two rules', ['AWS::WAFv2::WebACL', { Rules: [{}, {}] }], { webAcl: 1, webAclRule: 2 }],
    [
      'a client of a machine',
      ['AWS::Cognito::UserPoolClient', { AllowedOAuthFlows: ['client_credentials'] }],
      { machine: 1 },
    ],
    ['a client of the web app', ['AWS::Cognito::UserPoolClient', { AllowedOAuthFlows: ['code'] }], {}],
  ] as const)('%s', (_, [type, properties], counts) => {
    expect(countResources([template([type, properties])])).toEqual({ counts, schedules: [], unpriced: [] });
  });

  it('counts a metric once, however many alarms and dashboards look at it', () => {
    const alarm = ['AWS::CloudWatch::Alarm', { Namespace: 'Hourglass', MetricName: 'Late' }] as const;
    expect(countResources([template(alarm, alarm), template(alarm)]).counts).toEqual({ alarm: 3, metric: 1 });
  });

  it('says what nobody has priced', () => {
    expect(countResources([template(['AWS::RDS::DBCluster', {}])]).unpriced).toEqual(['AWS::RDS::DBCluster']);
  });

  it('knows what runs by the clock, how often, and with how much memory', () => {
    const Targets = [{ Arn: { 'Fn::GetAtt': ['R1', 'Arn'] } }];
    const found = countResources([
      template(
        ['AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)', Targets }],
        ['AWS::Lambda::Function', { FunctionName: 'hourglass-my-stage-reconcile', MemorySize: 512 }],
      ),
    ]);
    expect(found.schedules).toEqual([{ name: 'reconcile', perMonth: 43_800, gigabytes: 0.5 }]);
  });
});

describe('an estimate', () => {
  const USE = { people: 200, requests: 3_000, trailGigabytes: 50 };

  it('of nothing that nobody uses is nothing', () => {
    expect(estimate(IDLE, NOTHING, REGION)).toEqual({ lines: [], total: 0 });
  });

  it('is the sum of its lines, each quantity times price', () => {
    const { lines, total } = estimate(USE, { ...NOTHING, counts: { alarm: 3 } }, REGION);
    for (const { quantity, unitPrice, month } of lines) expect(month).toBeCloseTo(quantity * unitPrice, 9);
    expect(total).toBeCloseTo(
      lines.reduce((sum, { month }) => sum + month, 0),
      9,
    );
    expect(lines).toContainEqual(expect.objectContaining({ what: PRICES.alarm.what, quantity: 3 }));
  });

  it('never falls with more use', () => {
    const base = estimate(USE, NOTHING, REGION).total;
    for (const key of ['people', 'requests', 'trailGigabytes'] as const)
      expect(estimate({ ...USE, [key]: USE[key] * 2 }, NOTHING, REGION).total).toBeGreaterThan(base);
  });

  it('counts people beyond the fiftieth alone', () => {
    const people = (count: number) =>
      estimate({ ...IDLE, people: count }, NOTHING, REGION).lines.find(
        ({ what }) => what === PRICES.person.what,
      );
    expect(people(50)).toBeUndefined();
    expect(people(200)).toMatchObject({ quantity: 150, month: 2.25 });
  });

  it('takes off what every account has free, and never more than there is', () => {
    const fixed = { ...NOTHING, counts: { alarm: 12, dashboard: 2 } };
    expect(estimate(IDLE, fixed, { ...REGION, allowances: true }).lines).toEqual([
      expect.objectContaining({ what: PRICES.alarm.what, quantity: 2 }),
    ]);
  });

  it('is printed as a table whose columns stand below each other', () => {
    const lines = tableOf(estimate(USE, { ...NOTHING, counts: { key: 1 } }, REGION)).split('\n');
    expect(lines[0]).toMatch(/^resource +quantity +unit +unit price +USD a month$/);
    expect(lines.at(-1)).toMatch(/^in all +[\d.]+$/);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});

it('docs/cost.md has the prices that are reckoned with', () => {
  const text = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'cost.md'), 'utf8');
  expect(text).toContain(priceTable());
});
