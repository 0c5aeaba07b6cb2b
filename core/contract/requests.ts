import { z } from 'zod';
import { AccountId, PermissionSetArn } from '../model/entitlement';
import { fromIso, MINUTE } from '../model/instant';
import { UserId } from '../model/person';
import { EndReason, Removal } from '../model/lease';
import { MAX_MINUTES, PolicyRef } from '../model/policy';
import { RefusalReason } from '../model/refusal';
import { Answer, MAX_TARGETS, RequestStatus } from '../model/request';
import { AuditEventType } from '../model/audit-event';
import { IsoTime, PersonView, pageOf, pageQuery, SearchText } from './common';
import { EmergencyStopView } from './emergency';
import { Comment, freeText } from './free-text';

const Justification = freeText(2_000);
const Ticket = freeText(100);

export const TargetInput = z
  .strictObject({ accountId: AccountId, permissionSetArn: PermissionSetArn })
  .meta({ id: 'TargetInput' });
export type TargetInput = z.infer<typeof TargetInput>;

/** From the start to the end that a client named, in milliseconds; `undefined` when it did not name both. */
function lengthOf({ startsAt, endsAt }: { startsAt?: string | undefined; endsAt?: string | undefined }) {
  return startsAt && endsAt ? fromIso(endsAt) - fromIso(startsAt) : undefined;
}

/** The body of *create* and *preview*. */
export const CreateRequest = z
  .strictObject({
    beneficiaryId: UserId.meta({
      description:
        'Who gets the access, by their Identity Center user id; absent: the caller. For somebody else an eligibility policy that applies to them must name a group of the caller under onBehalfBy. A machine always asks for somebody else, where onBehalfByMachines names it.',
    }).optional(),
    targets: z.array(TargetInput).min(1).max(MAX_TARGETS),
    /** Absent: as soon as it is approved. */
    startsAt: IsoTime.optional(),
    /** Optional check by the client: must be after `startsAt` and agree with `minutes`. */
    endsAt: IsoTime.optional(),
    /** Length of the access, in whole minutes. */
    minutes: z.number().int('must be a whole number of minutes').min(1).max(MAX_MINUTES),
    justification: Justification.default(''),
    ticket: Ticket.optional(),
  })
  .refine((body) => body.endsAt === undefined || body.startsAt !== undefined, {
    path: ['endsAt'],
    message: 'needs startsAt as well',
  })
  .refine((body) => (lengthOf(body) ?? 1) > 0, { path: ['endsAt'], message: 'must be after startsAt' })
  .refine((body) => (lengthOf(body) ?? 0) <= 0 || lengthOf(body) === body.minutes * MINUTE, {
    path: ['endsAt'],
    message: 'must be as many minutes after startsAt as minutes says',
  })
  .meta({ id: 'CreateRequest' });
export type CreateRequest = z.infer<typeof CreateRequest>;

const Approvers = z.strictObject({
  /** Names the policy and the step, e.g. "Production changes". */
  policy: PolicyRef,
  steps: z.array(
    z.strictObject({
      name: z.string(),
      needed: z.number().int(),
      groups: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      /** Enabled people who could say yes, at most 20. */
      people: z.array(PersonView),
      morePeople: z.number().int().nonnegative(),
    }),
  ),
});

/** What would happen if the request were made now. */
export const RequestPreview = z
  .strictObject({
    allowed: z.boolean(),
    reasons: z.array(RefusalReason),
    targets: z.array(
      z.strictObject({
        accountId: z.string(),
        accountName: z.string(),
        permissionSetArn: z.string(),
        permissionSetName: z.string(),
        allowed: z.boolean(),
        /** The eligibility policies that apply. */
        policies: z.array(PolicyRef),
        maxMinutes: z.number().int().optional(),
        approvalRequired: z.boolean().optional(),
        sessionMinutes: z.number().int().optional(),
      }),
    ),
    approvalRequired: z.boolean(),
    /** Alternatives per group of targets: all steps of one of them are needed. */
    approvers: z.array(
      z.strictObject({ targets: z.array(z.number().int()), alternatives: z.array(Approvers) }),
    ),
    /** Absent when it starts on approval. */
    startsAt: IsoTime.optional(),
    /** Reckoned from now when it starts on approval. */
    endsAt: IsoTime,
    /** The latest moment at which a running session can still act. */
    sessionsUntil: IsoTime,
    decideBefore: IsoTime.optional(),
    maxMinutes: z.number().int().optional(),
  })
  .meta({ id: 'RequestPreview' });
export type RequestPreview = z.infer<typeof RequestPreview>;

export const TargetView = z
  .strictObject({
    accountId: z.string(),
    accountName: z.string(),
    permissionSetArn: z.string(),
    permissionSetName: z.string(),
    sessionMinutes: z.number().int(),
  })
  .meta({ id: 'Target' });
export type TargetView = z.infer<typeof TargetView>;

export const LeaseView = z
  .strictObject({
    id: z.string(),
    requestId: z.string(),
    target: TargetView,
    status: z.enum(['scheduled', 'activating', 'active', 'ending', 'ended', 'failed']),
    startsAt: IsoTime,
    endsAt: IsoTime,
    activatedAt: IsoTime.optional(),
    endedAt: IsoTime.optional(),
    endReason: EndReason.optional(),
    endedBy: PersonView.optional(),
    endComment: z.string().optional(),
    removal: Removal.optional(),
    /** Ending, but Identity Center will not delete the assignment: the access may still exist until it is removed there. */
    orphan: z
      .strictObject({ since: IsoTime, reason: z.string(), tries: z.number().int(), retryAt: IsoTime })
      .optional(),
    /** The beneficiary had this access before and keeps it. */
    standing: z.boolean().optional(),
    failure: z.array(RefusalReason).optional(),
    sessionsUntil: IsoTime.optional(),
  })
  .meta({ id: 'Lease' });
export type LeaseView = z.infer<typeof LeaseView>;

/** A request as lists show it. */
export const RequestSummary = z
  .strictObject({
    id: z.string(),
    revision: z.number().int(),
    status: RequestStatus,
    requester: PersonView,
    beneficiary: PersonView,
    targets: z.array(TargetView),
    justification: z.string(),
    ticket: z.string().optional(),
    minutes: z.number().int(),
    createdAt: IsoTime,
    updatedAt: IsoTime,
    /** The start that was asked for; absent: on approval. */
    wantedStart: IsoTime.optional(),
    startsAt: IsoTime.optional(),
    endsAt: IsoTime.optional(),
    /** Pending: when the time to decide is over. */
    expiresAt: IsoTime.optional(),
    endReason: EndReason.optional(),
  })
  .meta({ id: 'RequestSummary' });
export type RequestSummary = z.infer<typeof RequestSummary>;

export const DecisionView = z
  .strictObject({ approver: PersonView, answer: Answer, comment: z.string(), at: IsoTime })
  .meta({ id: 'Decision' });

export const TimelineEntry = z
  .strictObject({
    at: IsoTime,
    type: AuditEventType,
    /** Who did it, as a name; `Hourglass` for the system. */
    actor: z.string(),
    /** A sentence for people. */
    text: z.string(),
    comment: z.string().optional(),
  })
  .meta({ id: 'TimelineEntry' });

/** May the caller do this, and if not, why. */
const Permission = z.strictObject({ allowed: z.boolean(), reasons: z.array(RefusalReason) });

/** A request with everything that happened to it. */
export const RequestDetail = z
  .strictObject({
    ...RequestSummary.shape,
    leases: z.array(LeaseView),
    decisions: z.array(DecisionView),
    /** How far the approval is, per group of targets and alternative. */
    progress: z.array(
      z.strictObject({
        targets: z.array(z.number().int()),
        complete: z.boolean(),
        alternatives: z.array(
          z.strictObject({
            policy: PolicyRef,
            complete: z.boolean(),
            steps: z.array(
              z.strictObject({
                name: z.string(),
                needed: z.number().int(),
                given: z.number().int(),
                open: z.boolean(),
                groups: z.array(z.strictObject({ id: z.string(), name: z.string() })),
                people: z.array(PersonView),
                morePeople: z.number().int().nonnegative(),
              }),
            ),
          }),
        ),
      }),
    ),
    /** Per target: the eligibility policies that allowed it. */
    eligibility: z.array(z.array(PolicyRef)),
    /** Present while an emergency stop keeps the access from beginning. */
    emergencyStop: EmergencyStopView.optional(),
    failure: z.array(RefusalReason).optional(),
    timeline: z.array(TimelineEntry),
    can: z.strictObject({
      decide: Permission,
      cancel: Permission,
      /** Give back (own) or end (as approver): which word applies is in `endAs`. */
      end: Permission,
      endAs: z.enum(['returned', 'revoked']).optional(),
      /** Move the end; how far is decided when it is tried. */
      extend: Permission,
      seeActivity: z.boolean(),
    }),
    now: IsoTime,
  })
  .meta({ id: 'RequestDetail' });
export type RequestDetail = z.infer<typeof RequestDetail>;

export const RequestsQuery = z.strictObject({
  ...pageQuery,
  /** `mine`: requester or beneficiary; `inbox`: waits for me; `decided`: by me; `all`: auditors. */
  view: z.enum(['mine', 'inbox', 'decided', 'all']).default('mine'),
  /** Comma-separated statuses. */
  status: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(RequestStatus))
    .optional(),
  accountId: AccountId.optional(),
  from: IsoTime.optional(),
  to: IsoTime.optional(),
  q: SearchText.optional(),
});
export const RequestPage = pageOf(RequestSummary).meta({ id: 'RequestPage' });

export const DecideBody = z
  .strictObject({
    answer: Answer,
    comment: Comment.default(''),
    /** The revision that the approver saw; another one is refused with 409. */
    revision: z.number().int().positive(),
  })
  .meta({ id: 'Decide' });

export const CancelBody = z.strictObject({ comment: Comment.default('') }).meta({ id: 'Cancel' });

/** End access early, as holder or as approver. */
export const EndBody = z
  .strictObject({
    /** Absent: every lease of the request. */
    leaseId: z.string().max(80).optional(),
    comment: Comment.default(''),
  })
  .meta({ id: 'End' });

/** Move the end of live access. */
export const ExtendBody = z
  .strictObject({
    /** How much later it ends, in whole minutes. */
    minutes: z.number().int('must be a whole number of minutes').min(1).max(MAX_MINUTES),
    comment: Comment.default(''),
    /** The revision that the person saw; another one is refused with 409. */
    revision: z.number().int().positive(),
  })
  .meta({ id: 'Extend' });

/** `GET /access`: leases that are live now. */
export const AccessQuery = z.strictObject({
  ...pageQuery,
  /** `mine`: held by me; `endable`: which I may end as approver; `all`: auditors; `emergency`: all, for admins and responders. */
  view: z.enum(['mine', 'endable', 'all', 'emergency']).default('mine'),
  q: SearchText.optional(),
});
export const AccessItem = z
  .strictObject({
    lease: LeaseView,
    beneficiary: PersonView,
    requestStatus: RequestStatus,
    endAs: z.enum(['returned', 'revoked']).optional(),
  })
  .meta({ id: 'AccessItem' });
export type AccessItem = z.infer<typeof AccessItem>;
export const AccessPage = z
  .strictObject({ items: z.array(AccessItem), cursor: z.string().optional(), now: IsoTime })
  .meta({ id: 'AccessPage' });

/** What a link from an email leads to. */
export const ReviewLink = z
  .strictObject({
    state: z.enum(['open', 'expired', 'used', 'older-revision', 'no-authority', 'invalid']),
    /** A sentence for the page. */
    message: z.string(),
    /** Only when the viewer may see the request. */
    requestId: z.string().optional(),
  })
  .meta({ id: 'ReviewLink' });
export type ReviewLink = z.infer<typeof ReviewLink>;
