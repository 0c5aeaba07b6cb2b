import { useServerNow } from '../api/server-clock';
import { formatLeft } from './duration';
import { strings } from './strings';

type Props = { readonly until: string; readonly over?: string };

/** How much time is left, by the server's clock, running. */
export function Countdown({ until, over = strings.over }: Props) {
  const left = Date.parse(until) - useServerNow();
  return (
    <span className="tabular nowrap" role="timer">
      {left > 0 ? strings.left(formatLeft(left)) : over}
    </span>
  );
}
