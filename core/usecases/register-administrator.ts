import type { Administrators } from '../ports/administrators';

/** What became of a registration. */
export type RegisterOutcome =
  | { readonly kind: 'registered' | 'registered-already' }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Makes an account the delegated administrator of Identity Center. Refuses while another account is, because there can be one alone and
 * somebody may work with it; never takes one away.
 */
export async function registerAdministrator(
  accountId: string,
  administrators: Administrators,
): Promise<RegisterOutcome> {
  const registered = await administrators.list();
  if (registered.includes(accountId)) return { kind: 'registered-already' };
  const [other] = registered;
  if (other !== undefined)
    return {
      kind: 'failed',
      reason: `Account ${other} is the delegated administrator of Identity Center. Deregister it there first, or configure it as the account of Hourglass.`,
    };
  await administrators.register(accountId);
  return { kind: 'registered' };
}
