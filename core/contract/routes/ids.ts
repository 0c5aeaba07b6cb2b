import { z } from 'zod';

/** A request's id, as it stands in a path. */
export const requestId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'must be a request id');

/** A lease's id, as it stands in a path. */
export const leaseId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}-\d{1,2}$/, 'must be a lease id');
