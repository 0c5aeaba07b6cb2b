import { randomUUID } from 'node:crypto';
import { type Overrides, type PreToken, type PreTokenEvent, runPreToken } from './pre-token';
import type { RefreshTokens } from './refresh-tokens';
import { accessClaims, type Grant, idClaims, issuerOf, type Pool, preTokenEvent } from './token-claims';
import type { TokenSigner } from './token-signer';

/** How long an access or ID token lives, in seconds. */
export const TOKEN_LIFETIME = 60 * 60;

/** The answer of the token endpoint. `expires_in` in seconds. */
export type TokenSet = {
  readonly access_token: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
};

/** Makes the tokens of a pool. Times are real. */
export class TokenMint {
  constructor(
    readonly pool: Pool,
    private readonly signer: TokenSigner,
    private readonly refreshTokens: RefreshTokens,
    private readonly preToken: PreToken,
    private readonly now: () => number,
  ) {}

  /** Asks the trigger; throws `PreTokenRefusedError` if these tokens may not be made. */
  overridesFor(grant: Grant, triggerSource: PreTokenEvent['triggerSource']): Promise<Overrides> {
    return runPreToken(this.preToken, preTokenEvent(this.pool, grant, triggerSource));
  }

  /** The tokens of a fresh sign-in. */
  async signIn(grant: Grant, overrides: Overrides): Promise<TokenSet> {
    return { ...(await this.#pair(grant, overrides)), refresh_token: this.refreshTokens.issue(grant) };
  }

  /** New tokens for a sign-in that goes on; the trigger is asked again. */
  async refresh(grant: Grant): Promise<TokenSet> {
    return this.#pair(grant, await this.overridesFor(grant, 'TokenGeneration_RefreshTokens'));
  }

  /** An access token for a machine: no person, no refresh. */
  async machine(clientId: string, scopes: readonly string[]): Promise<TokenSet> {
    const seconds = this.#seconds();
    const claims = {
      sub: clientId,
      iss: issuerOf(this.pool),
      version: 2,
      client_id: clientId,
      token_use: 'access',
      scope: scopes.join(' '),
      auth_time: seconds,
      jti: randomUUID(),
    };
    return this.#set(await this.signer.sign(claims, seconds, TOKEN_LIFETIME));
  }

  async #pair(grant: Grant, overrides: Overrides): Promise<TokenSet> {
    const seconds = this.#seconds();
    const sign = (claims: Record<string, unknown>) => this.signer.sign(claims, seconds, TOKEN_LIFETIME);
    const access = await sign(accessClaims(this.pool, grant, overrides));
    if (!grant.scopes.includes('openid')) return this.#set(access);
    return { ...this.#set(access), id_token: await sign(idClaims(this.pool, grant, overrides)) };
  }

  #set(access: string): TokenSet {
    return { access_token: access, token_type: 'Bearer', expires_in: TOKEN_LIFETIME };
  }

  #seconds(): number {
    return Math.floor(this.now() / 1000);
  }
}
