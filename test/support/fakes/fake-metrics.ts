import type { MetricName } from '../../../core/contract/metrics';
import type { Metrics } from '../../../core/ports/metrics';

/** Remembers every figure, in order. */
export class FakeMetrics implements Metrics {
  readonly figures: { readonly name: MetricName; readonly value: number }[] = [];

  put(name: MetricName, value: number): void {
    this.figures.push({ name, value });
  }

  /** The values of one metric, oldest first. */
  of(name: MetricName): number[] {
    return this.figures.filter((figure) => figure.name === name).map(({ value }) => value);
  }
}
