import { z } from 'zod';
import { pageInput } from '../../support/paging';
import { principalId } from '../instance';

/** How the identity store pages: 100 at a time unless fewer are asked for. */
export const PAGING = { size: 100 };

/** The member that every input has. */
export const inStore = { IdentityStoreId: z.string().min(1).max(36) };

/** The paging members of an input. */
export const paged = pageInput(100);

/** The id of a user, group or membership by its shape. */
export const storedId = principalId;

/** A member of a group: only users can be. */
export const memberId = z.strictObject({ UserId: storedId });

/** Another way to name a user or a group. */
export const alternateIdentifier = z.union(
  [
    z.strictObject({
      UniqueAttribute: z.strictObject({ AttributePath: z.string(), AttributeValue: z.string() }),
    }),
    z.strictObject({ ExternalId: z.strictObject({ Issuer: z.string(), Id: z.string() }) }),
  ],
  'Member must have exactly one of ExternalId, UniqueAttribute',
);

/** The one filter that a list can have. */
export function filterOn(attribute: string) {
  return z
    .array(z.strictObject({ AttributePath: z.literal(attribute), AttributeValue: z.string() }))
    .max(1)
    .optional();
}
