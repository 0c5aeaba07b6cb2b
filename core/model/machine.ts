import { z } from 'zod';
import type { Person } from './person';

/** The name of a program that may call the API, as the configuration and policies write it. */
export const MachineName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,31}$/,
    'must be the name of a machine: up to 32 lower-case letters, digits and hyphens',
  );

const PREFIX = 'machine:';

/** What a machine has in place of an Identity Center user id; no person has an id like this. */
export function machineId(name: string): string {
  return `${PREFIX}${name}`;
}

/** The machine that an id is of; `undefined`: it is of a person. */
export function machineNameOf(id: string): string | undefined {
  return id.startsWith(PREFIX) ? id.slice(PREFIX.length) : undefined;
}

/** A machine where a record names a person. It is in no group, and the directory does not know it. */
export function machineAsPerson(name: string): Person {
  const id = machineId(name);
  return { userId: id, userName: id, displayName: `${name} (machine)`, enabled: true };
}
