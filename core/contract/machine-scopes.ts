import { z } from 'zod';

/** What a machine may be allowed. Each route names the scope that it needs; a route that names none is for people alone. */
export const MachineScope = z.enum([
  'requests.read',
  'requests.write',
  'policies.read',
  'policies.write',
  'audit.read',
  'activity.read',
]);
export type MachineScope = z.infer<typeof MachineScope>;

/** Each scope in a sentence. */
export const SCOPE_TEXTS: Readonly<Record<MachineScope, string>> = {
  'requests.read': 'Read the requests that it filed',
  'requests.write': 'Preview and file requests on behalf of people, where an eligibility policy names it',
  'policies.read': 'Read policies and settings, and search the directory',
  'policies.write': 'Change policies and settings, as an admin may',
  'audit.read': 'Read every request, live access and findings; verify and export the audit trail',
  'activity.read': 'Look up the activity of the requests that it may read',
};

/** What the scopes are of, in the user pool: tokens name a scope as `hourglass/requests.read`. */
export const RESOURCE_SERVER = 'hourglass';

/** A scope as tokens name it. */
export function tokenScope(scope: MachineScope): string {
  return `${RESOURCE_SERVER}/${scope}`;
}

/** The scopes that a token has, by its `scope` claim; what is none of ours is left out. */
export function scopesOf(claim: string): ReadonlySet<MachineScope> {
  const named = new Set(claim.split(' '));
  return new Set(MachineScope.options.filter((scope) => named.has(tokenScope(scope))));
}
