import { z } from 'zod';
import { DAY, fromIso } from '../model/instant';
import { IsoTime } from './common';

/** The longest time that one verification covers, in days. */
const MAX_DAYS = 400;

/** Events from `from` up to `to`. */
export const AuditVerificationQuery = z
  .strictObject({ from: IsoTime, to: IsoTime })
  .refine(({ from, to }) => fromIso(to) > fromIso(from), { path: ['to'], message: 'must be after from' })
  .refine(({ from, to }) => fromIso(to) - fromIso(from) <= MAX_DAYS * DAY, {
    path: ['to'],
    message: `must be at most ${MAX_DAYS} days after from`,
  });

/** Whether the hash chains of the audit trail hold. */
export const AuditVerification = z
  .strictObject({
    ok: z.boolean(),
    streams: z.number().int(),
    events: z.number().int(),
    problems: z.array(
      z.strictObject({
        stream: z.string(),
        sequence: z.number().int(),
        problem: z.string(),
        message: z.string(),
      }),
    ),
  })
  .meta({ id: 'AuditVerification' });
