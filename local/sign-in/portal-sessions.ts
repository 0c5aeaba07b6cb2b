import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Section } from '../aws/service';
import { cookie } from '../pages/request';
import { SectionState } from './section-state';

const COOKIE = 'hourglass_portal';
const LIFETIME_MS = 8 * 60 * 60 * 1000;
const MOST_KEPT = 100;

const Session = z.object({
  id: z.string(),
  userId: z.string(),
  expiresAt: z.number(),
  /** Shown once, on the next page. */
  notice: z.string().optional(),
});

/** Who is signed in at the portal, in which browser. */
export type PortalSession = Readonly<z.infer<typeof Session>>;

/** The portal's sessions: 8 hours of real time, kept over restarts. */
export class PortalSessions {
  readonly #state: SectionState<PortalSession[]>;
  readonly #now: () => number;

  constructor(section: Section, now: () => number) {
    this.#state = new SectionState<PortalSession[]>(section, z.array(Session), 'the portal', []);
    this.#now = now;
  }

  find(request: Request): PortalSession | undefined {
    const id = cookie(request, COOKIE);
    const session = this.#state.value.find((one) => one.id === id);
    return session && session.expiresAt > this.#now() ? session : undefined;
  }

  /** Begins a session in the browser of `request`, in place of the one that was there; returns the cookie to set. */
  begin(request: Request, userId: string): string {
    const id = randomBytes(24).toString('base64url');
    const session = { id, userId, expiresAt: this.#now() + LIFETIME_MS };
    const others = this.#without(cookie(request, COOKIE)).filter((one) => one.expiresAt > this.#now());
    this.#state.value = [...others.slice(1 - MOST_KEPT), session];
    return `${COOKIE}=${id}; Path=/portal; HttpOnly; SameSite=Lax`;
  }

  /** Ends the session of this browser; returns the cookie to set. */
  end(request: Request): string {
    this.#state.value = this.#without(cookie(request, COOKIE));
    return `${COOKIE}=; Path=/portal; HttpOnly; SameSite=Lax; Max-Age=0`;
  }

  leaveNotice(session: PortalSession, notice: string): void {
    this.#state.value = [...this.#without(session.id), { ...session, notice }];
  }

  takeNotice(session: PortalSession): string | undefined {
    if (session.notice === undefined) return undefined;
    const { notice, ...rest } = session;
    this.#state.value = [...this.#without(session.id), rest];
    return notice;
  }

  #without(id: string | undefined): PortalSession[] {
    return this.#state.value.filter((one) => one.id !== id);
  }
}
