import Box from '@cloudscape-design/components/box';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { LeaseView, RequestSummary } from '../../../core/contract/requests';
import { strings } from './strings';

type Type = StatusIndicatorProps.Type;

const requestTypes: Readonly<Record<RequestSummary['status'], Type>> = {
  pending: 'pending',
  scheduled: 'info',
  active: 'success',
  ended: 'stopped',
  rejected: 'error',
  cancelled: 'stopped',
  expired: 'stopped',
  failed: 'error',
};

const leaseTypes: Readonly<Record<LeaseView['status'], Type>> = {
  scheduled: 'info',
  activating: 'in-progress',
  active: 'success',
  ending: 'in-progress',
  ended: 'stopped',
  failed: 'error',
};

type Ended = { readonly endReason?: LeaseView['endReason'] };

/** A status in a word that never breaks, and the reason of an end behind it. */
function Status({ type, word, endReason }: Ended & { readonly type: Type; readonly word: string }) {
  return (
    <>
      <StatusIndicator type={type} wrapText={false}>
        {word}
      </StatusIndicator>
      {endReason && (
        <Box variant="span" color="text-status-inactive">
          {' '}
          ({strings.endReason[endReason]})
        </Box>
      )}
    </>
  );
}

/** The status of a request, with the reason of its end. */
export function RequestStatusIndicator({
  request,
}: {
  readonly request: Pick<RequestSummary, 'status'> & Ended;
}) {
  const { status, endReason } = request;
  const reason = status === 'ended' ? endReason : undefined;
  return <Status type={requestTypes[status]} word={strings.requestStatus[status]} endReason={reason} />;
}

/** The status of a lease, with the reason of its end; one that cannot be removed says so. */
export function LeaseStatusIndicator({
  lease,
}: {
  readonly lease: Pick<LeaseView, 'status' | 'orphan'> & Ended;
}) {
  if (lease.orphan) {
    return (
      <StatusIndicator type="error">
        <span className="words">{strings.orphanStatus}</span>
      </StatusIndicator>
    );
  }
  const { status, endReason } = lease;
  const reason = status === 'ended' ? endReason : undefined;
  return <Status type={leaseTypes[status]} word={strings.leaseStatus[status]} endReason={reason} />;
}
