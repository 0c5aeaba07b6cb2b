import type { AccessRequest } from '../model/request';
import { endTimesIfApproved } from './end-times';
import { exactTargetText, windowText } from './words';

/** Who, what, when, until when if it is approved, why and for which ticket. */
export function requestFacts(request: AccessRequest): (readonly [string, string])[] {
  const { requester, beneficiary, targets, justification, ticket } = request;
  const own = requester.userId === beneficiary.userId;
  const askedBy = ['Asked by', `${requester.displayName} (${requester.userName})`] as const;
  return [
    [own ? 'Who' : 'For', `${beneficiary.displayName} (${beneficiary.userName})`],
    ...(own ? [] : [askedBy]),
    [targets.length === 1 ? 'Access' : 'Accesses', targets.map(exactTargetText).join('\n')],
    ['When', windowText(request)],
    ...(request.status === 'pending' ? endTimesIfApproved(request) : []),
    ['Why', justification || 'No reason given'],
    ...(ticket === undefined ? [] : [['Ticket', ticket] as const]),
  ];
}
