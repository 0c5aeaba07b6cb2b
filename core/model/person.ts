import { z } from 'zod';

/** An Identity Center user id. People are compared by it and by nothing else. */
export const UserId = z.string().min(1).max(64);

/** An Identity Center group id. */
export const GroupId = z.string().min(1).max(64);

/** Someone as the directory knows them. */
export const Person = z.strictObject({
  userId: UserId,
  userName: z.string(),
  displayName: z.string(),
  email: z.string().optional(),
  enabled: z.boolean(),
});
export type Person = z.infer<typeof Person>;

/** Who a person was at the time a record was written: the id counts, the names are for reading. */
export const PersonRef = z.strictObject({
  userId: UserId,
  userName: z.string(),
  displayName: z.string(),
});
export type PersonRef = z.infer<typeof PersonRef>;

export function refOf(person: Person): PersonRef {
  return { userId: person.userId, userName: person.userName, displayName: person.displayName };
}
