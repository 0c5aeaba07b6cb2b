import { createHmac } from 'node:crypto';
import type { LinkSigner, Mail, Mailer, SentNotices } from '../../../core/ports/notices';

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

/** Claims in memory. */
export class FakeSentNotices implements SentNotices {
  readonly claimed = new Set<string>();

  async claim(key: string): Promise<boolean> {
    if (this.claimed.has(key)) return false;
    this.claimed.add(key);
    return true;
  }

  async release(key: string): Promise<void> {
    this.claimed.delete(key);
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

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64url');
