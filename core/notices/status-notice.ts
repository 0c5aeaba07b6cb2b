import type { EpochMs } from '../model/instant';
import type { Target } from '../model/entitlement';
import type { Lease } from '../model/lease';
import type { AccessRequest, EndedRequest, GrantedRequest } from '../model/request';
import { sessionsUntil } from '../rules/session-end';
import { whatHappened } from '../rules/what-happened';
import type { Notice } from './notice';
import { endTimes, REMOVED_AT, SESSIONS_UNTIL } from './end-times';
import { requestFacts } from './request-facts';
import { exactTargetText, targetsText, targetText, timeText } from './words';

type Facts = readonly (readonly [string, string])[];
type News = {
  readonly subject: string;
  /** The one access that it is about; absent: all of the request. */
  readonly target?: Target;
  readonly heading: string;
  readonly text: string;
  readonly facts?: Facts;
};

/** To somebody who is told how a request stands; `because` says why it is they. */
export function statusNotice(request: AccessRequest, news: News, url: string, because: string): Notice {
  return {
    subject: `${news.subject}: ${news.target ? targetText(news.target) : targetsText(request)}`,
    heading: news.heading,
    paragraphs: [news.text],
    facts: [...(news.facts ?? []), ...requestFacts(request)],
    button: { label: 'Open request', url },
    footer: because,
  };
}

/** It was made, and these people were asked. */
export function createdNews(asked: readonly string[], expiresAt: EpochMs): News {
  const shown = asked.slice(0, 10).join(', ');
  const more = asked.length > 10 ? ` and ${asked.length - 10} more` : '';
  return {
    subject: 'Requested',
    heading: 'Your request waits for approval',
    text: `${shown}${more} ${asked.length === 1 ? 'was' : 'were'} asked, with time until ${timeText(expiresAt)}.`,
  };
}

/** It was approved, or needed no approval; `stopped`: while an emergency stop stood. */
export function approvedNews(request: GrantedRequest, now: EpochMs, stopped: boolean): News {
  const switching = stopped ? 'waits until the emergency stop is lifted' : 'is being switched on now';
  const begins = request.startsAt <= now ? switching : 'is scheduled';
  return {
    subject: request.startsAt <= now ? 'Approved' : 'Approved and scheduled',
    heading: `Approved: the access ${begins}`,
    text: whatHappened(request),
    facts: [
      ['Starts', timeText(request.startsAt)],
      ...endTimes(request.endsAt, request),
      ...commentsOf(request),
    ],
  };
}

/** It was rejected. */
export function rejectedNews(request: AccessRequest): News {
  return {
    subject: 'Rejected',
    heading: 'Your request was rejected',
    text: whatHappened(request),
    facts: commentsOf(request),
  };
}

/** It was taken back. */
export function cancelledNews(request: AccessRequest): News {
  const comment = request.status === 'cancelled' ? request.cancelComment : '';
  return {
    subject: 'Cancelled',
    heading: 'The request was cancelled',
    text: whatHappened(request),
    ...(comment ? { facts: [['Comment', comment]] } : {}),
  };
}

/** Nobody answered in time. */
export function expiredNews(request: AccessRequest): News {
  return {
    subject: 'Expired',
    heading: 'Nobody decided in time',
    text: `${whatHappened(request)} You can ask again.`,
  };
}

/** It is on: the two moments at which it is over, for new sessions and for running ones. */
export function activatedNews(request: GrantedRequest): News {
  const removedAt = 'endedAt' in request ? request.endedAt : request.endsAt;
  return {
    subject: 'Active',
    heading: 'Your access is on',
    text: 'Sign in at the AWS access portal to use it.',
    facts: endTimes(removedAt, request),
  };
}

/** Its end was moved: the two moments at which it is over now. */
export function extendedNews(request: GrantedRequest): News {
  const on = activatedNews(request);
  return { ...on, subject: 'Extended', heading: 'Your access lasts longer', text: 'Its end was moved.' };
}

/** It is over, and why. `leases` say whether anything was taken away: what was there before stays, and its sessions too. */
export function endedNews(request: EndedRequest, leases: readonly Lease[]): News {
  const comment = request.endComment;
  const sessions = leases.flatMap((lease) => sessionsUntil(lease) ?? []);
  const times: Facts =
    sessions.length === 0
      ? [['Ended at', timeText(request.endedAt)]]
      : [
          [REMOVED_AT, timeText(request.endedAt)],
          [SESSIONS_UNTIL, timeText(Math.max(...sessions))],
        ];
  return {
    subject: 'Ended',
    heading: 'Your access is over',
    text: endedText(request),
    facts: [...times, ...(comment ? [['Comment', comment] as const] : [])],
  };
}

/** It could not be given, and why. */
export function failedNews(request: Extract<AccessRequest, { status: 'failed' }>): News {
  return {
    subject: 'Failed',
    heading: 'The access could not be given',
    text: request.failure.map(({ message }) => message).join('\n'),
  };
}

/** One of its accesses could not be given, and why; the others go on. */
export function leaseFailedNews(target: Target, reasons: readonly string[]): News {
  return {
    subject: 'Failed in part',
    target,
    heading: `${exactTargetText(target)} could not be given`,
    text: ['The other accesses of the request are not touched by this.', ...reasons].join('\n'),
  };
}

/** Identity Center will not remove what should be over. */
export function orphanedNews(target: Target, reason: string, retryAt: string): News {
  return {
    subject: 'Access cannot be removed',
    target,
    heading: 'Access that should be over may still exist',
    text: [
      `IAM Identity Center lists ${exactTargetText(target)} and refuses to remove it: ${reason}`,
      'Please remove the assignment in Identity Center. Hourglass tries again by itself and records the end as soon as the assignment is gone.',
    ].join('\n'),
    facts: [['Next try', retryAt]],
  };
}

function endedText({ endReason, endedBy, beneficiary }: EndedRequest): string {
  const by = endedBy?.displayName ?? 'Hourglass';
  switch (endReason) {
    case 'elapsed':
      return 'Its time ran out.';
    case 'revoked':
      return `${by} ended it early.`;
    case 'returned':
      return `${by} gave it back.`;
    case 'offboarded':
      return `${beneficiary.displayName} left.`;
    case 'cancelled':
      return 'It was cancelled before it began.';
    case 'failed':
      return 'It could not go on.';
  }
}

function commentsOf({ decisions }: AccessRequest): [string, string][] {
  return decisions
    .filter(({ comment }) => comment !== '')
    .map(({ approver, comment }) => [`${approver.displayName} wrote`, comment]);
}
