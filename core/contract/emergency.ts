import { z } from 'zod';
import { IsoTime, PersonView } from './common';
import { Comment } from './free-text';

/** Why, in words: never empty. */
const Why = Comment.pipe(z.string().min(1, 'must say why'));

/** What has to be typed so that nobody does it by a slip. */
const Confirmation = z.string().max(300);

/** An emergency stop that stands: nothing is switched on until it is lifted. */
export const EmergencyStopView = z
  .strictObject({ since: IsoTime, by: PersonView, comment: z.string() })
  .meta({ id: 'EmergencyStop' });
export type EmergencyStopView = z.infer<typeof EmergencyStopView>;

/** The body of *declare* and *lift*. */
export const EmergencyStopBody = z
  .strictObject({ confirmation: Confirmation, comment: Why })
  .meta({ id: 'EmergencyStopBody' });
export type EmergencyStopBody = z.infer<typeof EmergencyStopBody>;

/** Whether a stop stands after a call; `stop` is absent when none does. */
export const EmergencyStopState = z
  .strictObject({ stands: z.boolean(), stop: EmergencyStopView.optional() })
  .meta({ id: 'EmergencyStopState' });
export type EmergencyStopState = z.infer<typeof EmergencyStopState>;
