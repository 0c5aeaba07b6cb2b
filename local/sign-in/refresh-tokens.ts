import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Section } from '../aws/service';
import { SectionState } from './section-state';
import type { Grant } from './token-claims';

const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;
const MOST_KEPT = 500;

const Kept = z.object({
  hash: z.string(),
  expiresAt: z.number(),
  grant: z.object({
    userName: z.string(),
    email: z.string(),
    clientId: z.string(),
    scopes: z.array(z.string()).readonly(),
    authTime: z.number(),
    originJti: z.string(),
    nonce: z.string().optional(),
  }),
});

/** The refresh tokens that are live: 30 days, kept over restarts, as hashes. */
export class RefreshTokens {
  readonly #state: SectionState<z.infer<typeof Kept>[]>;
  readonly #now: () => number;

  constructor(section: Section, now: () => number) {
    this.#state = new SectionState(section, z.array(Kept), 'the refresh tokens', []);
    this.#now = now;
  }

  issue(grant: Grant): string {
    const token = randomBytes(48).toString('base64url');
    const live = this.#state.value.filter((kept) => kept.expiresAt > this.#now()).slice(1 - MOST_KEPT);
    this.#state.value = [
      ...live,
      { hash: hashOf(token), expiresAt: this.#now() + LIFETIME_MS, grant: { ...grant } },
    ];
    return token;
  }

  /** The sign-in that `token` prolongs, if it is live and was given to this client. */
  find(token: string, clientId: string): Grant | undefined {
    const hash = hashOf(token);
    const kept = this.#state.value.find((one) => one.hash === hash && one.grant.clientId === clientId);
    return kept && kept.expiresAt > this.#now() ? kept.grant : undefined;
  }

  revoke(token: string): void {
    const hash = hashOf(token);
    this.#state.value = this.#state.value.filter((kept) => kept.hash !== hash);
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
