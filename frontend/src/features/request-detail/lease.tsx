import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { LeaseView as Lease, RequestDetail } from '../../../../core/contract/requests';
import { AppButton } from '../../shared/app-link';
import { Countdown } from '../../shared/countdown';
import { Moment } from '../../shared/moment';
import { PersonName } from '../../shared/people';
import { Reasons } from '../../shared/reasons';
import { LeaseStatusIndicator } from '../../shared/status';
import { Target, targetText } from '../../shared/target';
import { HardEndNote } from '../hard-end/note';
import { EndAccessButton } from '../end-access/end-access-button';
import { strings as common } from '../../shared/strings';
import { strings } from './strings';

const moment = (label: string, at: string | undefined): KeyValuePairsProps.Item[] =>
  at ? [{ label, value: <Moment at={at} /> }] : [];

/** When access was or will be removed; a lease that took nothing away only ended, and an orphan has not. */
function endTime({ endedAt, endsAt, removal, orphan }: Lease): KeyValuePairsProps.Item[] {
  if (orphan) return [];
  if (!endedAt) return moment(common.removedAt, endsAt);
  return moment(removal === 'removed' ? common.removedAt : strings.endedAt, endedAt);
}

function times(lease: Lease): KeyValuePairsProps.Item[] {
  return [
    ...(lease.status === 'active'
      ? [{ label: strings.left, value: <Countdown until={lease.endsAt} /> }]
      : []),
    ...(lease.activatedAt
      ? moment(strings.since, lease.activatedAt)
      : moment(strings.begins, lease.startsAt)),
    ...endTime(lease),
    ...moment(common.sessionsUntil, lease.sessionsUntil),
    ...moment(strings.orphanSince, lease.orphan?.since),
    ...moment(strings.orphanRetry, lease.orphan?.retryAt),
    ...(lease.endedBy ? [{ label: strings.endedBy, value: <PersonName person={lease.endedBy} /> }] : []),
  ];
}

/** One lease: its state, both of its end times, and what can be done about it. */
export function LeaseView({ lease, request }: { readonly lease: Lease; readonly request: RequestDetail }) {
  const { can } = request;
  const live = lease.status === 'active' || lease.status === 'activating';
  const severalLive = request.leases.filter((one) => one.status === 'active').length > 1;
  return (
    <SpaceBetween size="s">
      <div className="lease-head">
        <div className="row-main">
          <Target target={lease.target} />
          <div>
            <LeaseStatusIndicator lease={lease} />
          </div>
        </div>
        <div className="button-row">
          {can.seeActivity && lease.activatedAt && (
            <AppButton
              to={`/requests/${request.id}/leases/${lease.id}/activity`}
              ariaLabel={strings.activityOf(targetText(lease.target))}
            >
              {strings.activity}
            </AppButton>
          )}
          {live && severalLive && can.end.allowed && can.endAs && (
            <EndAccessButton
              access={{
                requestId: request.id,
                leaseId: lease.id,
                endAs: can.endAs,
                what: targetText(lease.target),
                holder: request.beneficiary.displayName,
                sessionMinutes: lease.target.sessionMinutes,
              }}
            />
          )}
        </div>
      </div>
      <KeyValuePairs columns={4} items={times(lease)} />
      {lease.sessionsUntil && <HardEndNote />}
      {lease.orphan && (
        <Alert type="error" header={strings.orphanTitle}>
          <div>{strings.orphanText}</div>
          <div className="preformatted">{strings.orphanReason(lease.orphan.reason)}</div>
        </Alert>
      )}
      {lease.standing && <Box>{strings.standing}</Box>}
      {lease.removal && !lease.orphan && <Box>{strings.removal[lease.removal]}</Box>}
      {lease.endComment && <div className="preformatted">“{lease.endComment}”</div>}
      {lease.failure && <Reasons reasons={lease.failure} />}
    </SpaceBetween>
  );
}
