import Box from '@cloudscape-design/components/box';
import type { AccessItem, RequestSummary } from '../../../../core/contract/requests';
import { AppButton, AppLink } from '../../shared/app-link';
import { Countdown } from '../../shared/countdown';
import { Moment } from '../../shared/moment';
import { RequestStatusIndicator } from '../../shared/status';
import { Target, targetText, targetsText } from '../../shared/target';
import { EndAccessButton } from '../end-access/end-access-button';
import { AskAgain } from '../requests/ask-again';
import { RequestLink } from '../requests/request-link';
import { WantedWindow } from '../requests/wanted-window';
import { strings as common } from '../../shared/strings';
import { strings } from './strings';

/** One thing that the person holds, with the time that is left. */
export function HeldRow({ item }: { readonly item: AccessItem }) {
  const { lease } = item;
  return (
    <>
      <div className="row-main">
        <AppLink to={`/requests/${lease.requestId}`}>
          <Target target={lease.target} />
        </AppLink>
        <Box color="text-body-secondary">
          {!lease.orphan && (
            <div>
              {common.removedAt} <Moment at={lease.endsAt} />
            </div>
          )}
          {lease.sessionsUntil && (
            <div>
              {common.sessionsUntil} <Moment at={lease.sessionsUntil} />
            </div>
          )}
        </Box>
      </div>
      <Box fontSize="heading-m" fontWeight="bold">
        {lease.status === 'activating' && strings.starting}
        {lease.status === 'ending' && (lease.orphan ? strings.orphan : strings.ending)}
        {lease.status === 'active' && <Countdown until={lease.endsAt} over={strings.ending} />}
      </Box>
      {item.endAs && lease.status === 'active' && (
        <EndAccessButton
          access={{
            requestId: lease.requestId,
            leaseId: lease.id,
            endAs: item.endAs,
            what: targetText(lease.target),
            holder: item.beneficiary.displayName,
            sessionMinutes: lease.target.sessionMinutes,
          }}
        />
      )}
    </>
  );
}

/** A request that waits for the person's decision. */
export function WaitingRow({ request }: { readonly request: RequestSummary }) {
  return (
    <>
      <div className="row-main">
        <div>
          <strong>{request.beneficiary.displayName}</strong> {strings.asks} {targetsText(request.targets)}
        </div>
        <Box color="text-body-secondary">
          <WantedWindow request={request} />
        </Box>
      </div>
      {request.expiresAt && <Countdown until={request.expiresAt} />}
      <AppButton
        to={`/requests/${request.id}?decide=1`}
        ariaLabel={`${strings.review}: ${request.beneficiary.displayName}, ${targetsText(request.targets)}`}
      >
        {strings.review}
      </AppButton>
    </>
  );
}

/** One of the person's latest requests. */
export function RecentRow({ request }: { readonly request: RequestSummary }) {
  return (
    <>
      <div className="row-main">
        <RequestLink request={request} />
        <Box color="text-body-secondary">
          <Moment at={request.createdAt} />
        </Box>
      </div>
      <RequestStatusIndicator request={request} />
      <AskAgain request={request} />
    </>
  );
}
