import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type FailureQueueName, queueNameOf } from '../../../core/contract/failure-queues';
import { METRIC_DIMENSION, METRIC_NAMESPACE, type MetricName } from '../../../core/contract/metrics';
import type { FunctionName } from '../../../lambdas/functions';
import type { Installation } from '../../installation';

/** A statistic over so many minutes. */
export type Over = { readonly minutes: number; readonly statistic: string };

/** The metrics of one installation: its own, and those that AWS keeps of its parts without being asked or paid. */
export class WatchedMetrics {
  constructor(
    private readonly installation: Installation,
    private readonly apiId: string,
  ) {}

  /** One of ours. */
  own(name: MetricName, over: Over): Metric {
    const { stage } = this.installation.config;
    return metricOf(METRIC_NAMESPACE, name, { [METRIC_DIMENSION]: stage }, over);
  }

  /** Of a function. */
  lambda(fn: FunctionName, name: 'Invocations' | 'Errors' | 'IteratorAge', over: Over): Metric {
    return metricOf('AWS/Lambda', name, { FunctionName: this.installation.nameOf(fn) }, over);
  }

  /** Messages that stand in a queue. */
  standing(queue: FailureQueueName, minutes: number): Metric {
    const QueueName = queueNameOf(this.installation.config.stage, queue);
    const over = { minutes, statistic: 'Maximum' };
    return metricOf('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName }, over);
  }

  /** How old the oldest message of a queue is, in seconds. */
  oldest(queue: FailureQueueName, minutes: number): Metric {
    const QueueName = queueNameOf(this.installation.config.stage, queue);
    const over = { minutes, statistic: 'Maximum' };
    return metricOf('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName }, over);
  }

  /** Of the HTTP API. */
  api(name: '4xx' | '5xx' | 'Count' | 'Latency', over: Over): Metric {
    return metricOf('AWS/ApiGateway', name, { ApiId: this.apiId }, over);
  }
}

function metricOf(
  namespace: string,
  metricName: string,
  dimensionsMap: Readonly<Record<string, string>>,
  { minutes, statistic }: Over,
): Metric {
  return new Metric({ namespace, metricName, dimensionsMap, statistic, period: Duration.minutes(minutes) });
}
