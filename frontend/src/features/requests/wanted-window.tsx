import type { RequestSummary } from '../../../../core/contract/requests';
import { formatMinutes } from '../../shared/duration';
import { formatEnd } from '../../shared/format-moment';
import { Moment } from '../../shared/moment';
import { strings } from './strings';

type Props = { readonly request: Pick<RequestSummary, 'minutes' | 'wantedStart' | 'startsAt' | 'endsAt'> };

/** When the access is or was to be held: the granted window, or else the wanted one. */
export function WantedWindow({ request }: Props) {
  const length = formatMinutes(request.minutes);
  if (request.startsAt && request.endsAt) {
    return (
      <>
        <Moment at={request.startsAt} /> {strings.until}{' '}
        <time dateTime={request.endsAt} title={request.endsAt}>
          {formatEnd(request.startsAt, request.endsAt)}
        </time>
      </>
    );
  }
  if (!request.wantedStart) return <>{strings.onApproval(length)}</>;
  return (
    <>
      {strings.from(length)} <Moment at={request.wantedStart} />
    </>
  );
}
