import { formatMoment } from './format-moment';

/** A moment in the reader's time zone; the title has it in UTC. */
export function Moment({ at }: { readonly at: string | undefined }) {
  if (!at) return <>–</>;
  return (
    <time dateTime={at} title={at}>
      {formatMoment(at)}
    </time>
  );
}
