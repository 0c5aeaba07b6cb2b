import { z } from 'zod';
import { problemTypes } from '../../core/contract/common';
import { PreTokenRefusedError } from '../sign-in/pre-token';
import type { PortalPerson } from '../sign-in/portal-directory';
import { UnknownPersonError } from '../sign-in/user-pool';
import type { ControlContext } from './context';
import { endpoint, nothing } from './endpoint';
import { ControlProblem, unknown } from './problem';

/** The person with this user name; throws a 404 problem. */
export async function personNamed(
  userName: string,
  { directory }: Pick<ControlContext, 'directory'>,
): Promise<PortalPerson> {
  const found = (await directory.people()).find((person) => person.userName === userName);
  if (!found) throw unknown(`Nobody has the user name ${userName}.`);
  return found;
}

const userName = z.string().min(1).max(128);

/** Signing in without a browser, and the people of the identity store. */
export const peopleEndpoints = [
  endpoint({
    method: 'POST',
    path: '/sign-in',
    says: 'Signs a person in and gives the tokens that the web app would hold, for `Authorization: Bearer`.',
    example: { userName: 'ann' },
    input: z.strictObject({ userName }),
    run: async (input, context) => {
      const { enabled } = await personNamed(input.userName, context);
      if (!enabled) throw refused(`${input.userName} is disabled in Identity Center.`);
      const tokens = await context.userPool.issueTokensFor(input.userName).catch((error: unknown) => {
        if (error instanceof UnknownPersonError) throw unknown(error.message);
        if (error instanceof PreTokenRefusedError) throw refused(error.message);
        throw error;
      });
      return {
        userName: input.userName,
        accessToken: tokens.access_token,
        idToken: tokens.id_token,
        refreshToken: tokens.refresh_token,
        expiresInSeconds: tokens.expires_in,
      };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/people',
    says: 'Lists everybody in the identity store, with their groups.',
    input: nothing,
    run: async (_input, { directory }) => ({ items: await directory.people() }),
  }),
  endpoint({
    method: 'POST',
    path: '/people/{userName}/status',
    says: 'Enables or disables a person, as an administrator can in the console.',
    example: { status: 'DISABLED' },
    input: z.strictObject({ userName, status: z.enum(['ENABLED', 'DISABLED']) }),
    run: async (input, context) => {
      const { userId } = await personNamed(input.userName, context);
      context.services.identityStore.setUserStatus(userId, input.status);
      return personNamed(input.userName, context);
    },
  }),
  endpoint({
    method: 'POST',
    path: '/directory/sync',
    says: 'Reads Identity Center and Organizations into the directory now, as the schedule does.',
    input: nothing,
    run: async (_input, { syncDirectory }) => ({ result: (await syncDirectory()) ?? null }),
  }),
];

function refused(detail: string): ControlProblem {
  return new ControlProblem(403, problemTypes.forbidden, detail);
}
