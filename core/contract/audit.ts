import { z } from 'zod';
import { DAY, fromIso } from '../model/instant';
import { IsoTime } from './common';

/** The longest time that one verification covers, in days. */
const MAX_DAYS = 400;

/** The UTC days from that of `from` to that of the last millisecond before `to`. */
export const AuditVerificationQuery = z
  .strictObject({ from: IsoTime, to: IsoTime })
  .refine(({ from, to }) => fromIso(to) > fromIso(from), { path: ['to'], message: 'must be after from' })
  .refine(({ from, to }) => fromIso(to) - fromIso(from) <= MAX_DAYS * DAY, {
    path: ['to'],
    message: `must be at most ${MAX_DAYS} days after from`,
  });

/** Whether the audit trail holds: its hash chains, and the signed daily roots. */
export const AuditVerification = z
  .strictObject({
    ok: z.boolean(),
    streams: z.number().int(),
    events: z.number().int(),
    /** How many daily roots there are. */
    roots: z.number().int(),
    /** The first and the last UTC day that have a root; absent while no day is sealed. */
    sealed: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).optional(),
    problems: z.array(
      z.strictObject({
        problem: z.string(),
        message: z.string(),
        day: z.string().optional(),
        stream: z.string().optional(),
        sequence: z.number().int().optional(),
      }),
    ),
  })
  .meta({ id: 'AuditVerification' });
