import { z } from 'zod';

/** A line in the embedded metric format, as far as CloudWatch makes metrics of it. */
const EmfLine = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

/** One figure of a metric. */
export type Datum = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string;
  readonly value: number;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** A few days of a busy laptop. */
const MOST = 20_000;

/** What CloudWatch would make of the figures that functions write into their logs. */
export class MetricLog {
  #data: Datum[] = [];

  /** Everything that is kept, oldest first. */
  get data(): readonly Datum[] {
    return this.#data;
  }

  /** Takes a line of a log. Throws when CloudWatch would not understand it: a mistake of whoever wrote it. */
  readonly take = (line: string): void => {
    const { _aws, ...values } = EmfLine.parse(JSON.parse(line));
    for (const { Namespace, Dimensions, Metrics } of _aws.CloudWatchMetrics)
      for (const names of Dimensions)
        for (const { Name, Unit } of Metrics)
          this.#data.push({
            namespace: Namespace,
            name: Name,
            dimensions: Object.fromEntries(names.map((name) => [name, z.string().parse(values[name])])),
            unit: Unit,
            value: z.number().parse(values[Name]),
            at: _aws.Timestamp,
          });
    if (this.#data.length > 2 * MOST) this.#data = this.#data.slice(-MOST);
  };

  /** The newest figure of each metric, by name. */
  newest(): Datum[] {
    const newest = new Map(this.#data.map((datum) => [datum.name, datum]));
    return [...newest.values()].toSorted((a, b) => a.name.localeCompare(b.name));
  }
}
