import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type EpochMs, MINUTE } from '../core/model/instant';
import type { Clock } from '../core/ports/clock';
import type { LinkSigner } from '../core/ports/notices';
import { given } from './unexpected-answer-error';

type Keys = { readonly current: string; readonly previous: string | undefined; readonly readAt: EpochMs };

/** How long keys are kept in memory, in milliseconds: a rotation is seen within it. */
const KEPT = 5 * MINUTE;

/** Signs with the current version of a secret; the previous one still verifies, so a rotation breaks no link. */
export class SecretLinkSigner implements LinkSigner {
  #keys: Keys | undefined;

  constructor(
    private readonly client: SecretsManagerClient,
    private readonly secretId: string,
    private readonly clock: Clock,
  ) {}

  async sign(text: string): Promise<string> {
    const { current } = await this.#read();
    return hmac(current, text).toString('base64url');
  }

  async verify(text: string, signature: string): Promise<boolean> {
    const { current, previous } = await this.#read();
    const claimed = Buffer.from(signature, 'base64url');
    // One signature has one spelling: what decodes leniently is not accepted.
    if (claimed.toString('base64url') !== signature) return false;
    return [current, previous].some((key) => key !== undefined && same(hmac(key, text), claimed));
  }

  async #read(): Promise<Keys> {
    const readAt = this.clock.now();
    if (this.#keys && readAt - this.#keys.readAt < KEPT) return this.#keys;
    const current = given(await this.#value('AWSCURRENT'), 'AWSCURRENT of the secret');
    this.#keys = { current, previous: await this.#value('AWSPREVIOUS'), readAt };
    return this.#keys;
  }

  async #value(VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<string | undefined> {
    try {
      const command = new GetSecretValueCommand({ SecretId: this.secretId, VersionStage });
      return given((await this.client.send(command)).SecretString, 'SecretString');
    } catch (error) {
      // A secret that was never rotated has no previous version.
      if (VersionStage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest();

const same = (expected: Buffer, given: Buffer) =>
  expected.length === given.length && timingSafeEqual(expected, given);
