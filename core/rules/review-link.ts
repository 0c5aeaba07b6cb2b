import { z } from 'zod';
import { EpochMs } from '../model/instant';
import { UserId } from '../model/person';
import type { AccessRequest } from '../model/request';
import { fromBase64Url, toBase64Url } from './base64url';
import { type Approver, authorityProblem, placesToDecide } from './may-decide';
import { whatHappened } from './what-happened';

/** What the link in an email refers to: a request as it was when it was mailed to somebody. */
export type ReviewReference = {
  requestId: string;
  revision: number;
  recipientId: string;
  expiresAt: EpochMs;
};

const Fields = z.tuple([z.string().min(1).max(64), z.number().int().positive(), UserId, EpochMs]);

/** The text that is signed; the token in the link is this, a dot and the signature. */
export function encodeReviewLink(reference: ReviewReference): string {
  const { requestId, revision, recipientId, expiresAt } = reference;
  return toBase64Url(JSON.stringify([requestId, revision, recipientId, expiresAt]));
}

/** The reference of a payload; `undefined` when it is none. Says nothing about the signature. */
export function decodeReviewLink(payload: string): ReviewReference | undefined {
  const parsed = Fields.safeParse(parseJson(fromBase64Url(payload)));
  if (!parsed.success) return undefined;
  const [requestId, revision, recipientId, expiresAt] = parsed.data;
  return { requestId, revision, recipientId, expiresAt };
}

/** The two parts of a token; `undefined` when it does not have exactly two. */
export function splitReviewToken(token: string): { payload: string; signature: string } | undefined {
  const [payload, signature, ...more] = token.split('.');
  return payload && signature && more.length === 0 ? { payload, signature } : undefined;
}

/** What a review link is good for now; `message` is for the person, `revision` the current one. */
export type ReviewLinkReading =
  | { state: 'invalid'; message: string }
  | { state: 'no-authority'; message: string }
  | {
      state: 'open' | 'expired' | 'used' | 'older-revision';
      message: string;
      requestId: string;
      revision: number;
    };

/** Reads a link whose signature was verified; pass no payload when it was not. Nothing of a request is told to strangers. */
export function readReviewLink(input: {
  payload: ReviewReference | undefined;
  request: AccessRequest | undefined;
  viewer: Approver;
  now: EpochMs;
}): ReviewLinkReading {
  const { payload, request, viewer, now } = input;
  if (payload === undefined || request?.id !== payload.requestId || payload.revision > request.revision)
    return { state: 'invalid', message: 'This link is not one of ours, or it was changed on its way.' };
  const stranger = authorityProblem(request, viewer);
  if (stranger) return { state: 'no-authority', message: stranger.message };
  const at = { requestId: request.id, revision: request.revision };
  if (request.status !== 'pending' && request.status !== 'expired')
    return { state: 'used', message: whatHappened(request), ...at };
  if (request.status === 'expired') return { state: 'expired', message: whatHappened(request), ...at };
  if (now >= payload.expiresAt || now >= request.expiresAt)
    return { state: 'expired', message: 'The time to decide with this link is over.', ...at };
  return readPending(payload, request, viewer, now);
}

function readPending(
  payload: ReviewReference,
  request: AccessRequest,
  viewer: Approver,
  now: EpochMs,
): ReviewLinkReading {
  const at = { requestId: request.id, revision: request.revision };
  const decision = placesToDecide(request, viewer, now);
  if (!decision.allowed) {
    const [problem] = decision.reasons;
    const message = problem?.message ?? whatHappened(request);
    return problem?.code === 'step-not-reached'
      ? { state: 'no-authority', message }
      : { state: 'used', message, ...at };
  }
  if (payload.revision < request.revision)
    return { state: 'older-revision', message: 'The request has changed since this email was sent.', ...at };
  return { state: 'open', message: 'You can decide this request.', ...at };
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
