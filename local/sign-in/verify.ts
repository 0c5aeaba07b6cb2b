import { types } from 'node:util';
import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { issuerOf, type Pool } from './token-claims';
import type { Jwks } from './token-signer';

/** The claims of a token that was checked. */
export type VerifiedClaims = Readonly<Record<string, unknown>>;

/** Checks a bearer token; `undefined` if it is not one of ours, not for us, or not valid now (real time). */
export type TokenVerifier = (token: string) => Promise<VerifiedClaims | undefined>;

/** What the authorizer accepts: tokens of `pool` for one of `clientIds`. */
export type VerifierOptions = {
  readonly pool: Pick<Pool, 'region' | 'poolId' | 'providerName'>;
  readonly clientIds: readonly string[];
  readonly jwks: () => Promise<Jwks>;
};

/**
 * Checks tokens as the JWT authorizer of an HTTP API does: signature, issuer, times, and an audience that is `aud` or,
 * where there is none, `client_id`. Like that authorizer it does not look at `token_use`: an ID token passes, and
 * the API behind it has to look.
 */
export function tokenVerifier({ pool, clientIds, jwks }: VerifierOptions): TokenVerifier {
  const issuer = issuerOf(pool);
  const jwksUri = `${issuer}/.well-known/jwks.json`;
  // The keys come from this process, whatever the address says: a token with a foreign key must not cause a call to AWS.
  const fetcher = { fetch: async () => new TextEncoder().encode(JSON.stringify(await jwks())).buffer };
  const verifier = JwtVerifier.create(
    { issuer, audience: null, jwksUri },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
  return async (token) => {
    try {
      const claims = await verifier.verify(token);
      return audienceOf(claims).some((one) => clientIds.includes(one)) ? claims : undefined;
    } catch (error) {
      // aws-jwt-verify says by an error that a token is not valid; whatever the reason, the answer is 401.
      if (types.isNativeError(error)) return undefined;
      throw error;
    }
  };
}

function audienceOf(claims: VerifiedClaims): readonly string[] {
  const audience: unknown = claims['aud'] ?? claims['client_id'];
  const list: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  return list.filter((one) => typeof one === 'string');
}
