import { z } from 'zod';
import { HardEndMode } from '../model/hard-end';
import { SettingsBody } from '../model/policy';
import { IsoTime, PersonView } from './common';
import { EmergencyStopView } from './emergency';

/** Who the caller is and what they may look at. */
export const Me = z
  .strictObject({
    person: PersonView,
    email: z.string().optional(),
    roles: z.strictObject({ auditor: z.boolean(), admin: z.boolean(), responder: z.boolean() }),
    /** Present while an emergency stop stands. */
    emergencyStop: EmergencyStopView.optional(),
    /** Pending requests that wait for the caller's decision. More than 99 are told as 99. */
    waitingForMe: z.number().int().nonnegative(),
    /** The server's clock, for countdowns. */
    now: IsoTime,
    /** Whether running sessions are denied when access ends. */
    hardEnd: HardEndMode,
    /** What the forms need to know. */
    rules: SettingsBody.pick({
      decisionMinutes: true,
      maxMinutes: true,
      approvalCommentRequired: true,
      ticketUrl: true,
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
