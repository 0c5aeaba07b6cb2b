import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { METRIC_NAMESPACE, METRICS, type MetricName } from '../../core/contract/metrics';
import { articlesOf } from '../../frontend/src/features/runbook/parse';
import { ARTICLES } from '../../lib/constructs/watch/articles';
import { synthesized } from './support/assembly';

const assembly = synthesized();
const ROOT = join(__dirname, '..', '..');
const articles = articlesOf(readFileSync(join(ROOT, 'docs/RUNBOOK.md'), 'utf8')).map(({ id }) => id);

const AlarmProperties = z.looseObject({
  AlarmName: z.string(),
  AlarmDescription: z.unknown(),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
  Period: z.number(),
  EvaluationPeriods: z.number(),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
  AlarmActions: z.array(z.unknown()).length(1),
  OKActions: z.array(z.unknown()).length(1),
});

const alarms = assembly.all('AWS::CloudWatch::Alarm').map(({ stack, resource }) => {
  const alarm = AlarmProperties.parse(resource.Properties);
  return { ...alarm, name: alarm.AlarmName, says: assembly.show(alarm.AlarmDescription, stack) };
});

/** Metrics that AWS keeps of its services, with the dimension by which it keeps them. */
const BUILT_IN: Readonly<Record<string, string>> = {
  'AWS/Lambda Invocations': 'FunctionName',
  'AWS/Lambda Errors': 'FunctionName',
  'AWS/Lambda IteratorAge': 'FunctionName',
  'AWS/SQS ApproximateNumberOfMessagesVisible': 'QueueName',
  'AWS/SQS ApproximateAgeOfOldestMessage': 'QueueName',
  'AWS/ApiGateway 4xx': 'ApiId',
  'AWS/ApiGateway 5xx': 'ApiId',
  'AWS/ApiGateway Count': 'ApiId',
  'AWS/ApiGateway Latency': 'ApiId',
};

/** What the dashboard shows, as text with references. */
const [board] = assembly.all('AWS::CloudWatch::Dashboard');
const shown = board ? assembly.show(board.resource.Properties.DashboardBody, board.stack) : '';
const metricsShown = [...shown.matchAll(/\["([\w/]+)","(\w+)","(\w+)","([^"]+)"/g)].map(
  ([, namespace = '', name = '', dimension = '', value = '']) => ({ namespace, name, dimension, value }),
);

describe('every alarm', () => {
  it.each(alarms)('$name says what it means for people and where to read what to do', ({ says }) => {
    const [, impact, article] = /^([A-Z][^.]{20,}\.) What to do: \S+\/runbook\/([a-z-]+)$/.exec(says) ?? [];
    expect(impact).toBeDefined();
    expect(articles).toContain(article);
  });

  it.each(alarms)('$name tells when it is raised and when it is over', ({ AlarmActions, OKActions }) => {
    expect(AlarmActions).toEqual(OKActions);
  });

  it.each(alarms)('$name is of one metric that is kept, and is decided within a day', (alarm) => {
    const { Namespace, MetricName, Dimensions, Period, EvaluationPeriods } = alarm;
    const names = Dimensions.map(({ Name }) => Name);
    if (Namespace === METRIC_NAMESPACE) {
      expect(Object.keys(METRICS)).toContain(MetricName);
      expect(Dimensions).toEqual([{ Name: 'stage', Value: 'prod' }]);
    } else expect(names).toEqual([BUILT_IN[`${Namespace} ${MetricName}`]]);
    expect(Period * EvaluationPeriods).toBeLessThanOrEqual(86_400);
    expect(Period % 60).toBe(0);
  });

  it('takes silence for a bad sign only where something speaks all the time', () => {
    const bad = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching');
    expect(bad.map(({ name }) => name).toSorted()).toEqual(
      ['audit-not-sealed', 'directory-not-read', 'reconciler-silent'].map((name) => `hourglass-prod-${name}`),
    );
  });

  it('has its row in OPERATE.md, and no other has', () => {
    const rows = readFileSync(join(ROOT, 'docs/OPERATE.md'), 'utf8')
      .split(/^## The alarms$/m)[1]
      ?.split(/^## /m)[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name]) => name));
    expect(rows?.toSorted()).toEqual(
      alarms.map(({ name }) => name.replace('hourglass-prod-', '')).toSorted(),
    );
  });
});

describe('the list of articles', () => {
  it('names only articles of the runbook', () => {
    expect(ARTICLES.filter((article) => !articles.includes(article))).toEqual([]);
  });

  it('holds no article that no alarm leads to', () => {
    const led = alarms.map(({ says }) => says.split('/').at(-1));
    expect(ARTICLES.filter((article) => !led.includes(article))).toEqual([]);
  });
});

describe('the dashboard', () => {
  it('shows every metric of ours and every alarm', () => {
    const own = metricsShown
      .filter(({ namespace }) => namespace === METRIC_NAMESPACE)
      .map(({ name }) => name);
    expect(Object.keys(METRICS).filter((name) => !own.includes(name))).toEqual([]);
    expect(shown.match(/Watch\/[\w-]+\/Alarm/g)).toHaveLength(alarms.length);
  });

  it('shows only metrics that exist, and no more than are free', () => {
    expect(metricsShown.length).toBeGreaterThan(20);
    for (const { namespace, name, dimension } of metricsShown)
      if (namespace === METRIC_NAMESPACE) expect(Object.keys(METRICS)).toContain(name as MetricName);
      else expect(dimension).toBe(BUILT_IN[`${namespace} ${name}`]);
    expect(metricsShown.length + alarms.length).toBeLessThanOrEqual(50);
  });
});

it('costs what OPERATE.md says', () => {
  const always = 1;
  const text = readFileSync(join(ROOT, 'docs/OPERATE.md'), 'utf8');
  expect(text).toContain(
    `| alarms | ${alarms.length}, each on one metric | 0.10 | ${(alarms.length / 10).toFixed(2)} |`,
  );
  expect(text).toContain(`written when something happens | ${Object.keys(METRICS).length - always} |`);
});

describe('logs', () => {
  it('are all kept for the time that is configured', () => {
    const groups = assembly.all('AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(15);
    expect(groups.filter(({ resource }) => resource.Properties.RetentionInDays !== 90)).toEqual([]);
  });

  it('have a group of ours for every function, workflow and API, so that none is made that keeps for ever', () => {
    for (const { resource } of assembly.all('AWS::Lambda::Function'))
      expect(resource.Properties).toHaveProperty('LoggingConfig.LogGroup');
    for (const { resource } of assembly.all('AWS::StepFunctions::StateMachine'))
      expect(resource.Properties).toHaveProperty('LoggingConfiguration.Destinations');
    for (const { resource } of assembly.all('AWS::ApiGatewayV2::Stage'))
      expect(resource.Properties).toHaveProperty('AccessLogSettings.DestinationArn');
  });
});

describe('traces', () => {
  it('are kept of every function and every workflow', () => {
    for (const { resource } of assembly.all('AWS::Lambda::Function'))
      expect(resource.Properties).toMatchObject({ TracingConfig: { Mode: 'Active' } });
    for (const { resource } of assembly.all('AWS::StepFunctions::StateMachine'))
      expect(resource.Properties).toMatchObject({ TracingConfiguration: { Enabled: true } });
  });
});
