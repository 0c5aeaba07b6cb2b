import type { People } from '../model/policy';

/** Who somebody is for a rule: their user id and the groups that they are in at this moment. */
export type Asker = { readonly userId: string; readonly groupIds: ReadonlySet<string> };

/** Somebody who wants to change something: also whether Identity Center has them enabled at this moment. */
export type Doer = Asker & { readonly enabled: boolean };

/** Whether a policy or step names the person, directly or by one of their groups. */
export function namesPerson(people: People, asker: Asker): boolean {
  return people.users.includes(asker.userId) || people.groups.some((group) => asker.groupIds.has(group));
}
