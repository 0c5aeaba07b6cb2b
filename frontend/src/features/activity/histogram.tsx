import Box from '@cloudscape-design/components/box';
import type { ActivityPage } from '../../../../core/contract/activity';
import { formatMoment } from '../../shared/format-moment';
import { strings } from './strings';

type Bucket = ActivityPage['histogram'][number];

const WIDTH = 600;
const HEIGHT = 72;

/** Calls over time as bars; the denied part of each stands out. */
export function Histogram({ buckets }: { readonly buckets: readonly Bucket[] }) {
  const first = buckets[0];
  const last = buckets[buckets.length - 1];
  if (!first || !last) return null;
  const highest = Math.max(1, ...buckets.map((bucket) => bucket.count));
  const step = WIDTH / buckets.length;
  const sum = (pick: (bucket: Bucket) => number) =>
    buckets.reduce((total, bucket) => total + pick(bucket), 0);
  const summary = strings.histogramSummary(
    sum((bucket) => bucket.count),
    sum((bucket) => bucket.denied),
    formatMoment(first.from),
    formatMoment(last.from),
  );
  return (
    <figure className="histogram">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline drawing is no <img> */}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary}>
        {buckets.map((bucket, index) => (
          <Bar
            key={bucket.from}
            bucket={bucket}
            x={index * step}
            width={Math.max(1, step - 1)}
            unit={HEIGHT / highest}
          />
        ))}
      </svg>
      <figcaption>
        <Box color="text-body-secondary" fontSize="body-s">
          {strings.histogram}: {formatMoment(first.from)} {strings.to} {formatMoment(last.from)}
        </Box>
      </figcaption>
    </figure>
  );
}

type BarProps = {
  readonly bucket: Bucket;
  readonly x: number;
  readonly width: number;
  readonly unit: number;
};

function Bar({ bucket, x, width, unit }: BarProps) {
  const height = bucket.count * unit;
  const denied = bucket.denied * unit;
  return (
    <g>
      <title>{strings.bucket(formatMoment(bucket.from), bucket.count, bucket.denied)}</title>
      <rect className="bar" x={x} y={HEIGHT - height} width={width} height={height} />
      <rect className="bar-denied" x={x} y={HEIGHT - denied} width={width} height={denied} />
    </g>
  );
}
