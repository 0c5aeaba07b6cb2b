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

/** Remembers which notice went to whom, so that a stream record delivered twice mails once. */
export interface SentNotices {
  /** True for the first caller with this key; false ever after. */
  claim(key: string): Promise<boolean>;
  /** Gives the key back after a send that failed. */
  release(key: string): Promise<void>;
}

/** Signs and checks the text of a review link. */
export interface LinkSigner {
  /** Base64url of an HMAC with the current key. */
  sign(text: string): Promise<string>;
  /** True when the signature is of this text by the current or the previous key. */
  verify(text: string, signature: string): Promise<boolean>;
}
