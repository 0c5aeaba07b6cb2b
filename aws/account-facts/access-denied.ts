/** What a refused call needed: the action, when AWS names it. */
export type Denial = { readonly action?: string };

/** The services do not agree on a name for it. */
const NAMES =
  /^(AccessDenied|AccessDeniedException|AuthorizationErrorException|UnauthorizedOperation|NotAuthorizedException)$/;

/** Whether AWS refused a call for want of a right; `undefined`: it failed for another reason. */
export function denialOf(error: unknown): Denial | undefined {
  if (!(error instanceof Error) || !NAMES.test(error.name)) return undefined;
  const action = /not authorized to perform:? ([\w-]+:\w+)/.exec(error.message)?.[1];
  return action === undefined ? {} : { action };
}
