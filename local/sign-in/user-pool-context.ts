import type { SAML } from '@node-saml/node-saml';
import type { AppClient } from './clients';
import type { ExpiringMap } from './expiring-map';
import type { Overrides } from './pre-token';
import type { RefreshTokens } from './refresh-tokens';
import type { Grant } from './token-claims';
import type { TokenMint } from './token-mint';
import type { TokenSigner } from './token-signer';

/** A request at /oauth2/authorize that waits for the identity provider's answer. */
export type PendingSignIn = {
  readonly saml: SAML;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly scopes: readonly string[];
  readonly codeChallenge: string;
};

/** A sign-in that the client may change into tokens once. */
export type IssuedCode = {
  readonly grant: Grant;
  readonly overrides: Overrides;
  readonly redirectUri: string;
  readonly codeChallenge: string;
};

/** The identity provider, as the pool knows it. `ssoPath` is below the origin that the browser uses. */
export type TrustedProvider = {
  readonly entityId: string;
  readonly ssoPath: string;
  certificate(): Promise<string>;
};

/** What the endpoints of the pool share. */
export type UserPoolContext = {
  readonly basePath: string;
  readonly clients: readonly AppClient[];
  /** The origins under which the laptop may be opened, such as `http://localhost:4000`. */
  readonly origins: readonly string[];
  readonly identityProvider: TrustedProvider;
  readonly mint: TokenMint;
  readonly signer: TokenSigner;
  readonly refreshTokens: RefreshTokens;
  readonly pending: ExpiringMap<PendingSignIn>;
  readonly codes: ExpiringMap<IssuedCode>;
  /** Real time, epoch milliseconds. */
  readonly now: () => number;
};
