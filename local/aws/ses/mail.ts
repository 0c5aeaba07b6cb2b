import { z } from 'zod';

/** An email that was sent. */
export const Mail = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  html: z.string().nullable(),
  text: z.string().nullable(),
  /** Epoch milliseconds of the timeline. */
  sentAt: z.number(),
});
export type Mail = z.infer<typeof Mail>;

/** `Hourglass <no-reply@example.com>` → `no-reply@example.com`. */
export function addressOf(written: string): string {
  return (/<([^<>]*)>\s*$/.exec(written)?.[1] ?? written).trim();
}

/** The domain of an address in lower case; empty if it has none. */
export function domainOf(written: string): string {
  return /^[^@\s]+@([^@\s]+)$/.exec(addressOf(written))?.[1]?.toLowerCase() ?? '';
}
