import { type EpochMs, MINUTE } from '../model/instant';
import type { PendingRequest } from '../model/request';
import type { Notice } from './notice';
import { requestFacts } from './request-facts';
import { durationText, targetsText, timeText } from './words';

/** To an approver: somebody waits for an answer. The link opens a page and decides nothing [G10]. */
export function reviewNotice(
  request: PendingRequest,
  link: { readonly url: string; readonly now: EpochMs },
): Notice {
  const { requester, beneficiary } = request;
  const minutes = Math.max(0, Math.floor((request.expiresAt - link.now) / MINUTE));
  const forWhom = requester.userId === beneficiary.userId ? '' : ` for ${beneficiary.displayName}`;
  return {
    subject: `Review: ${requester.displayName} asks for ${targetsText(request)}${forWhom}`,
    heading: `${requester.displayName} asks for access${forWhom}`,
    paragraphs: [
      `You can approve or reject this until ${timeText(request.expiresAt)} (${durationText(minutes)} from now).`,
    ],
    facts: requestFacts(request),
    button: { label: 'Review request', url: link.url },
    footer:
      'You get this because you may approve this request. The button opens the request after you have signed in; nothing is decided until you decide there.',
  };
}
