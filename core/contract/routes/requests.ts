import { z } from 'zod';
import {
  CancelBody,
  CreateRequest,
  DecideBody,
  EndBody,
  ExtendBody,
  RequestDetail,
  RequestPage,
  RequestPreview,
  RequestsQuery,
  ReviewLink,
} from '../requests';
import { requestId } from './ids';
import { route } from './route';

const byRequest = z.strictObject({ requestId });

/** Requests, from the wish to its end. */
export const requestsRoutes = {
  previewRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/preview',
    load: 'dear',
    summary: 'What would happen if I asked; changes nothing',
    body: CreateRequest,
    response: RequestPreview,
  }),
  createRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests',
    summary: 'Ask for access',
    body: CreateRequest,
    response: RequestDetail,
    status: 201,
    idempotent: true,
  }),
  listRequests: route({
    tag: 'requests',
    method: 'GET',
    path: '/requests',
    summary: 'Requests that I made, may decide, have decided, or audit',
    query: RequestsQuery,
    response: RequestPage,
  }),
  readRequest: route({
    tag: 'requests',
    method: 'GET',
    path: '/requests/{requestId}',
    summary: 'A request with everything that happened to it',
    params: byRequest,
    response: RequestDetail,
  }),
  decideRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/decision',
    summary: 'Approve or reject',
    params: byRequest,
    body: DecideBody,
    response: RequestDetail,
  }),
  cancelRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/cancellation',
    load: 'urgent',
    summary: 'Take a request back before it starts',
    params: byRequest,
    body: CancelBody,
    response: RequestDetail,
  }),
  endRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/end',
    load: 'urgent',
    summary: 'Give access back, or end it as approver, before its time',
    params: byRequest,
    body: EndBody,
    response: RequestDetail,
  }),
  extendRequest: route({
    tag: 'requests',
    method: 'POST',
    path: '/requests/{requestId}/extend',
    summary: 'Move the end of live access: as approver, or as holder when no approval was needed',
    params: byRequest,
    body: ExtendBody,
    response: RequestDetail,
  }),
  readReviewLink: route({
    tag: 'requests',
    method: 'GET',
    path: '/review-links/{token}',
    summary: 'What the link in an email leads to; decides nothing',
    params: z.strictObject({ token: z.string().min(1).max(1_000) }),
    response: ReviewLink,
  }),
} as const;
