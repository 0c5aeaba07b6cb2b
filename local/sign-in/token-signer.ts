import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { Section } from '../aws/service';
import { SectionState } from './section-state';
import type { Claims } from './token-claims';

const KeyState = z.object({ key: z.looseObject({ kty: z.literal('RSA'), kid: z.string() }).optional() });

/** The public keys of a pool, as its JWKS document lists them. */
export type Jwks = {
  readonly keys: (JWK & { kid: string; kty: 'RSA'; n: string; e: string; use: 'sig'; alg: 'RS256' })[];
};

const PublicKey = z.object({ kid: z.string(), n: z.string(), e: z.string() });

/** Signs tokens with one RSA key that outlives restarts; the key is made when it is first needed. */
export class TokenSigner {
  readonly #state: SectionState<z.infer<typeof KeyState>>;
  #key: Promise<JWK & { kid: string }> | undefined;

  constructor(section: Section) {
    this.#state = new SectionState(section, KeyState, 'the signing key', {});
  }

  /** Signs `claims`; `issuedAt` in epoch seconds, `lifetime` in seconds. */
  async sign(claims: Claims, issuedAt: number, lifetime: number): Promise<string> {
    const key = await this.#privateKey();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetime)
      .sign(await importJWK(key, 'RS256'));
  }

  async jwks(): Promise<Jwks> {
    const { kid, n, e } = PublicKey.parse(await this.#privateKey());
    return { keys: [{ kid, kty: 'RSA', n, e, use: 'sig', alg: 'RS256' }] };
  }

  #privateKey(): Promise<JWK & { kid: string }> {
    this.#key ??= this.#loadOrMake();
    return this.#key;
  }

  async #loadOrMake(): Promise<JWK & { kid: string }> {
    const kept = this.#state.value.key;
    if (kept) return kept;
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kty: 'RSA' as const, kid: randomUUID() };
    this.#state.value = { key };
    return key;
  }
}
