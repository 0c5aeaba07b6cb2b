import { z } from 'zod';
import { DAY, fromIso } from '../model/instant';
import { IsoTime } from './common';

/** The longest time that one verification covers, and one export, in days. */
const MAX_DAYS = 400;
const MAX_EXPORT_DAYS = 31;

/** The UTC days from that of `from` to that of the last millisecond before `to`. */
export const AuditVerificationQuery = timeOf(MAX_DAYS);
export const AuditExportQuery = timeOf(MAX_EXPORT_DAYS);

function timeOf(maxDays: number) {
  return z
    .strictObject({ from: IsoTime, to: IsoTime })
    .refine(({ from, to }) => fromIso(to) > fromIso(from), { path: ['to'], message: 'must be after from' })
    .refine(({ from, to }) => fromIso(to) - fromIso(from) <= maxDays * DAY, {
      path: ['to'],
      message: `must be at most ${maxDays} days after from`,
    });
}

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
