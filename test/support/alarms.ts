import { z } from 'zod';
import { Template } from 'aws-cdk-lib/assertions';
import { failureQueues, queueNameOf } from '../../core/contract/failure-queues';
import { MINUTE } from '../../core/model/instant';
import { Installation } from '../../lib/installation';
import { WatchStack } from '../../lib/stacks/watch-stack';
import type { Datum } from '../../local/metric-log';
import { cdkApp, exampleConfig, stubBundles } from '../infra/support/installation';
import type { TestLaptop } from './laptop';

const Alarm = z.object({
  AlarmName: z.string(),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })),
  Statistic: z.enum(['Maximum', 'Sum', 'SampleCount']).optional(),
  ExtendedStatistic: z
    .string()
    .regex(/^p\d+$/)
    .optional(),
  /** Seconds. */
  Period: z.number(),
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.number(),
  Threshold: z.number(),
  ComparisonOperator: z.enum(['GreaterThanOrEqualToThreshold', 'LessThanThreshold']),
  TreatMissingData: z.enum(['breaching', 'notBreaching']),
});
export type DeployedAlarm = z.infer<typeof Alarm>;

/** Every alarm of an installation, as its template has it, by its name without the installation. */
export function deployedAlarms(stage: string): ReadonlyMap<string, DeployedAlarm> {
  const installation = new Installation(exampleConfig({ stage }), stubBundles());
  const stack = new WatchStack(cdkApp(), installation, 'api-id', 'https://access.example.com');
  const alarms = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  const parsed = alarms.map(({ Properties }) => Alarm.parse(Properties));
  return new Map(parsed.map((alarm) => [alarm.AlarmName.replace(`hourglass-${stage}-`, ''), alarm]));
}

/** Whether CloudWatch would have the alarm raised at `now` (epoch milliseconds), by what it was given; it looks every minute. */
export function isRaised(alarm: DeployedAlarm, data: readonly Datum[], now: number): boolean {
  const own = data.filter((datum) => isOf(alarm, datum));
  const period = alarm.Period * 1_000;
  const end = Math.floor(now / 60_000) * 60_000;
  const breaching = Array.from({ length: alarm.EvaluationPeriods }, (_, back) => {
    const [from, to] = [end - (back + 1) * period, end - back * period];
    const values = own.filter(({ at }) => at >= from && at < to).map(({ value }) => value);
    if (values.length === 0) return alarm.TreatMissingData === 'breaching';
    return isBeyond(alarm, statisticOf(alarm, values));
  });
  return breaching.filter(Boolean).length >= alarm.DatapointsToAlarm;
}

/** What AWS keeps of the failure queues by itself, in the form of figures of ours: how many messages stand in each. */
export function queueFigures(lab: TestLaptop, stage: string): Datum[] {
  const standing = lab.services.sqs.standing();
  return failureQueues.map((name) => ({
    namespace: 'AWS/SQS',
    name: 'ApproximateNumberOfMessagesVisible',
    dimensions: { QueueName: queueNameOf(stage, name) },
    unit: 'Count',
    value: standing.filter(({ queue }) => queue === queueNameOf(stage, name)).length,
    at: lab.now() - 2 * MINUTE,
  }));
}

/** Whether a figure belongs to the metric of an alarm: namespace, name, and exactly its dimensions. */
export function isOf(alarm: DeployedAlarm, { namespace, name, dimensions }: Datum): boolean {
  if (namespace !== alarm.Namespace || name !== alarm.MetricName) return false;
  const names = Object.keys(dimensions);
  return (
    names.length === alarm.Dimensions.length &&
    alarm.Dimensions.every(({ Name, Value }) => dimensions[Name] === Value)
  );
}

function isBeyond({ ComparisonOperator, Threshold }: DeployedAlarm, value: number): boolean {
  return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value >= Threshold;
}

function statisticOf({ Statistic, ExtendedStatistic }: DeployedAlarm, values: readonly number[]): number {
  switch (Statistic) {
    case 'SampleCount':
      return values.length;
    case 'Sum':
      return values.reduce((sum, value) => sum + value, 0);
    case 'Maximum':
      return Math.max(...values);
    case undefined: {
      const share = Number((ExtendedStatistic ?? 'p100').slice(1)) / 100;
      return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? 0;
    }
  }
}
