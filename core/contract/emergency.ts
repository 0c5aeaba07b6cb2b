import { z } from 'zod';
import { EmergencyScope } from '../model/emergency';
import { IsoTime, PersonView, pageQuery } from './common';
import { Comment } from './free-text';

/** Why, in words: never empty. */
const Why = Comment.pipe(z.string().min(1, 'must say why'));

/** What has to be typed so that nobody does it by a slip. */
const Confirmation = z.string().max(1_100);

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

/** The body of *preview*. */
export const EmergencyPreviewBody = z
  .strictObject({ scope: EmergencyScope })
  .meta({ id: 'EmergencyPreviewBody' });
export type EmergencyPreviewBody = z.infer<typeof EmergencyPreviewBody>;

/** What an order would end. */
export const EmergencyPreview = z
  .strictObject({
    /** What the scope is called. */
    name: z.string(),
    /** What has to be typed. */
    confirmation: z.string(),
    leases: z.number().int().nonnegative(),
    /** Those of them that have not begun. */
    scheduled: z.number().int().nonnegative(),
    people: z.number().int().nonnegative(),
    /** The longest session that those of them that have begun let somebody begin, in minutes; 0: none has begun. */
    sessionMinutes: z.number().int().nonnegative(),
    /** Who holds most, at most 20. */
    holders: z.array(z.strictObject({ person: PersonView, leases: z.number().int() })),
    /** There are more than could be counted in the time of a call. */
    more: z.boolean(),
  })
  .meta({ id: 'EmergencyPreview' });
export type EmergencyPreview = z.infer<typeof EmergencyPreview>;

/** The body of *end*. */
export const EmergencyEndBody = z
  .strictObject({ scope: EmergencyScope, confirmation: Confirmation, comment: Why })
  .meta({ id: 'EmergencyEndBody' });
export type EmergencyEndBody = z.infer<typeof EmergencyEndBody>;

/** An order and how far it has come. */
export const EmergencyOrderView = z
  .strictObject({
    id: z.string(),
    scope: EmergencyScope,
    name: z.string(),
    comment: z.string(),
    orderedAt: IsoTime,
    orderedBy: PersonView,
    /** `open` until no lease that it covers is live. */
    status: z.enum(['open', 'completed']),
    /** Leases that it covers, as far as it has come. */
    covered: z.number().int().nonnegative(),
    /** Those of them that are over, as of the last look. */
    gone: z.number().int().nonnegative(),
    completedAt: IsoTime.optional(),
  })
  .meta({ id: 'EmergencyOrder' });
export type EmergencyOrderView = z.infer<typeof EmergencyOrderView>;

export const EmergencyOrdersQuery = z.strictObject(pageQuery);
export const EmergencyOrderPage = z
  .strictObject({ items: z.array(EmergencyOrderView), cursor: z.string().optional(), now: IsoTime })
  .meta({ id: 'EmergencyOrderPage' });
