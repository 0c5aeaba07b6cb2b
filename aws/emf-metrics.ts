import { METRIC_DIMENSION, METRIC_NAMESPACE, METRICS, type MetricName } from '../core/contract/metrics';
import type { EpochMs } from '../core/model/instant';
import type { Metrics } from '../core/ports/metrics';
import { systemClock } from './system-clock';

/** A host that runs functions in its own process puts here a function that takes the lines instead of the log. */
export const HOSTED_METRICS = Symbol.for('hourglass.metrics');

/**
 * Figures as log lines of which CloudWatch makes metrics: no call, no right, nothing that could be lost with a process that dies. Written past
 * `console`, in front of whose lines Lambda puts words of its own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const emfMetrics: Metrics = {
  put: (name, value) => sink()(emfLine(name, value, systemClock.now(), process.env.STAGE ?? 'prod')),
};

/** One figure in the embedded metric format. `at`: epoch milliseconds. */
export function emfLine(name: MetricName, value: number, at: EpochMs, stage: string): string {
  const Metrics = [{ Name: name, Unit: METRICS[name].unit }];
  const CloudWatchMetrics = [{ Namespace: METRIC_NAMESPACE, Dimensions: [[METRIC_DIMENSION]], Metrics }];
  return JSON.stringify({
    _aws: { Timestamp: at, CloudWatchMetrics },
    [METRIC_DIMENSION]: stage,
    [name]: value,
  });
}

function sink(): (line: string) => void {
  const hosted: unknown = Reflect.get(globalThis, HOSTED_METRICS);
  return isSink(hosted) ? hosted : (line) => void process.stdout.write(`${line}\n`);
}

function isSink(value: unknown): value is (line: string) => void {
  return typeof value === 'function';
}
