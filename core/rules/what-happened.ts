import type { AccessRequest, Decision } from '../model/request';

/** One sentence: how a request stands, and by whom. */
export function whatHappened(request: AccessRequest): string {
  switch (request.status) {
    case 'pending':
      return 'The request waits for approval.';
    case 'rejected':
      return `${deciders(request.decisions, 'reject')} rejected the request.`;
    case 'cancelled':
      return `${request.cancelledBy.displayName} cancelled the request.`;
    case 'expired':
      return 'The request expired: nobody decided in time.';
    case 'scheduled':
    case 'active':
      return approved(request);
    case 'ended':
      return `${approved(request)} Its access has ended.`;
    case 'failed':
      return `${approved(request)} Its access could not be assigned.`;
  }
}

function approved(request: AccessRequest): string {
  const by = request.decisions.some((decision) => decision.answer === 'approve');
  return by
    ? `${deciders(request.decisions, 'approve')} approved the request.`
    : 'The request needed no approval.';
}

function deciders(decisions: readonly Decision[], answer: Decision['answer']): string {
  const names = decisions.filter((each) => each.answer === answer).map((each) => each.approver.displayName);
  return [...new Set(names)].join(', ') || 'Somebody';
}
