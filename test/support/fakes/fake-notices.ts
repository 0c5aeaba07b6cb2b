import { createHmac } from 'node:crypto';
import { SECOND } from '../../../core/model/instant';
import type { Clock } from '../../../core/ports/clock';
import type { LinkSigner, Mail, Mailer, NoticeClaim, SentNotices } from '../../../core/ports/notices';

/** Keeps what was sent. */
export class FakeMailer implements Mailer {
  readonly sent: Mail[] = [];
  /** Thrown by the next send. */
  failNext: Error | undefined;

  async send(mail: Mail): Promise<void> {
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure) throw failure;
    this.sent.push(mail);
  }

  /** Mails to one address, oldest first. */
  to(address: string): Mail[] {
    return this.sent.filter((mail) => mail.to === address);
  }
}

const HELD = 65 * SECOND;

/** Claims in memory. */
export class FakeSentNotices implements SentNotices {
  /** Until when a notice is held; of one that was sent, `sent`. */
  readonly #claims = new Map<string, number | 'sent'>();

  constructor(private readonly clock: Clock) {}

  async claim(key: string): Promise<NoticeClaim> {
    const now = this.clock.now();
    const before = this.#claims.get(key);
    if (before === 'sent') return { kind: 'sent' };
    if (before !== undefined && before >= now) return { kind: 'held', until: before };
    this.#claims.set(key, now + HELD);
    return { kind: 'claimed' };
  }

  async confirm(key: string): Promise<void> {
    this.#claims.set(key, 'sent');
  }

  async release(key: string): Promise<void> {
    this.#claims.delete(key);
  }
}

/** Signs with a key in memory that can be rotated: the key before the newest still verifies. */
export class FakeLinkSigner implements LinkSigner {
  #keys = ['first key'];

  rotate(): void {
    this.#keys = [`key ${this.#keys.length + 1} after ${this.#keys[0]}`, ...this.#keys].slice(0, 2);
  }

  async sign(text: string): Promise<string> {
    return hmac(this.#keys[0] ?? '', text);
  }

  async verify(text: string, signature: string): Promise<boolean> {
    return this.#keys.some((key) => hmac(key, text) === signature);
  }
}

const hmac = (key: string, text: string) => {
  const id = createHmac('sha256', key).update('id').digest('hex').slice(0, 8);
  return `${id}-${createHmac('sha256', key).update(text).digest('base64url')}`;
};
