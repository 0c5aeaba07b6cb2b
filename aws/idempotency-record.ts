import { z } from 'zod';
import { EpochMs } from '../core/model/instant';

/** An `IdempotencyEntry` as the table holds it. */
export const IdempotencyRecord = z.strictObject({
  userId: z.string(),
  key: z.string(),
  bodyHash: z.string(),
  requestId: z.string(),
  expiresAt: EpochMs,
});
