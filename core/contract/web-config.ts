import { z } from 'zod';

/** Name of the provider of sign-ins in Cognito; it is part of every user's name there. */
export const IDENTITY_PROVIDER = 'IdentityCenter';

const address = z.url({ protocol: /^https?$/ });

/**
 * What the web app reads at run time from `/config.json` beside it, so that one build serves every stage. Nothing in it is secret: whoever
 * opens the app can read it.
 */
export const WebConfig = z.strictObject({
  apiUrl: address,
  userPoolId: z.string().min(1),
  userPoolClientId: z.string().min(1),
  /** Host (and path) of the sign-in pages, without a protocol. */
  signInDomain: z.string().regex(/^[\w.:/-]+$/, { error: 'must be a host without a protocol' }),
  identityProvider: z.string().min(1),
  redirectUri: address,
  region: z.string().min(1),
  /** Where tokens are renewed, when not at the Cognito endpoint that the Region's name suggests. */
  userPoolEndpoint: address.optional(),
});
export type WebConfig = z.infer<typeof WebConfig>;
