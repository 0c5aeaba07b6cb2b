import type { EpochMs } from '../model/instant';

/** One email, ready to send. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/** Sends email. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/**
 * Whether a notice is the caller's to send. `held`: somebody else is at it, or has died over it; from `until` on it can be claimed
 * again, in epoch milliseconds.
 */
export type NoticeClaim =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'held'; readonly until: EpochMs };

/** Remembers which notice went to whom, so that a stream record delivered twice mails once. */
export interface SentNotices {
  /** Whoever claims a notice sends it and confirms that, or gives it back, within a minute. */
  claim(key: string): Promise<NoticeClaim>;
  /** The notice was sent: nobody can claim it any more. */
  confirm(key: string): Promise<void>;
  /** Gives the key back after a send that failed. */
  release(key: string): Promise<void>;
}

/** Signs and checks the text of a review link. */
export interface LinkSigner {
  /** The name of the current key, and the base64url of an HMAC with it. */
  sign(text: string): Promise<string>;
  /** True when the signature is of this text by the current or the previous key. */
  verify(text: string, signature: string): Promise<boolean>;
}
