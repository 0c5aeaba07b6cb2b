import { z } from 'zod';
import { PersonRef } from '../model/person';
import { RefusalReason } from '../model/refusal';

/** A moment as the API shows and takes it. */
export const IsoTime = z.iso
  .datetime({ offset: true })
  .meta({ id: 'IsoTime', description: 'ISO 8601 with time zone', example: '2026-11-21T09:00:00Z' });

/** Opaque; given back unchanged to get the next page. */
export const Cursor = z.string().max(2_000);

export const MAX_PAGE = 100;

/** What every list takes. */
export const pageQuery = {
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(25),
};

/** What every list answers. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), cursor: Cursor.optional() });

/** Free text in a search box. */
export const SearchText = z.string().trim().max(200);

/** One field that was wrong, and the rule it broke. */
export const FieldProblem = z.strictObject({ field: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof FieldProblem>;

/** RFC 9457. `type` is stable and made for programs; `detail` is for people. https://www.rfc-editor.org/rfc/rfc9457 */
export const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    /** Input fields that were wrong. */
    fields: z.array(FieldProblem).optional(),
    /** Why a rule said no. */
    reasons: z.array(RefusalReason).optional(),
    /** The id to quote when asking for help. */
    correlationId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** The `type` of every problem that the API answers. */
export const problemTypes = {
  invalidInput: 'urn:hourglass:problem:invalid-input',
  malformedJson: 'urn:hourglass:problem:malformed-json',
  unsupportedMediaType: 'urn:hourglass:problem:unsupported-media-type',
  urlTooLong: 'urn:hourglass:problem:url-too-long',
  headersTooLarge: 'urn:hourglass:problem:headers-too-large',
  bodyTooLarge: 'urn:hourglass:problem:body-too-large',
  unauthenticated: 'urn:hourglass:problem:unauthenticated',
  forbidden: 'urn:hourglass:problem:forbidden',
  notFound: 'urn:hourglass:problem:not-found',
  methodNotAllowed: 'urn:hourglass:problem:method-not-allowed',
  refused: 'urn:hourglass:problem:refused',
  conflict: 'urn:hourglass:problem:conflict',
  invalidCursor: 'urn:hourglass:problem:invalid-cursor',
  idempotencyKeyReused: 'urn:hourglass:problem:idempotency-key-reused',
  notReady: 'urn:hourglass:problem:not-ready',
  tooManyRequests: 'urn:hourglass:problem:too-many-requests',
  internal: 'urn:hourglass:problem:internal',
} as const;

export const PersonView = PersonRef.meta({ id: 'Person' });

/** The largest request body, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024;

/** The longest path with its query, in bytes: a cursor of 2,000 characters and what else a list takes. */
export const MAX_URL_BYTES = 8 * 1024;

/** The largest headers together, in bytes. API Gateway takes 10,240 with the address. */
export const MAX_HEADER_BYTES = 16 * 1024;

/** How deep a body may be nested; no input has more than five levels. */
export const MAX_JSON_DEPTH = 16;
