import type { MetricName } from '../contract/metrics';

/** Takes note of a figure. Waits for nothing, never throws, and may be called any number of times. */
export interface Metrics {
  put(name: MetricName, value: number): void;
}
