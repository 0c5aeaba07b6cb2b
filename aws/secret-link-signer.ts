import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type EpochMs, MINUTE, SECOND } from '../core/model/instant';
import type { Clock } from '../core/ports/clock';
import type { LinkSigner } from '../core/ports/notices';
import { given } from './unexpected-answer-error';

/** A key, and the name by which signatures say that it made them. */
type Key = { readonly id: string; readonly text: string };
type Keys = { readonly current: Key; readonly previous: Key | undefined; readonly readAt: EpochMs };

/** How long keys are kept in memory, in milliseconds: after that long at most nothing is signed or taken by a key that is no more. */
const KEPT = 5 * MINUTE;
/** How soon a signature by an unknown key makes them be read again, in milliseconds: whoever invents such names causes few calls. */
const READ_AGAIN = 10 * SECOND;

const SIGNATURE = /^([0-9a-f]{8})-([\w-]{43})$/;

/**
 * Signs with the current version of a secret; the previous one still verifies, so a rotation breaks no link. A signature names its key,
 * and one by a key that is not known yet is the news of a rotation.
 */
export class SecretLinkSigner implements LinkSigner {
  #keys: Keys | undefined;

  constructor(
    private readonly client: SecretsManagerClient,
    private readonly secretId: string,
    private readonly clock: Clock,
  ) {}

  async sign(text: string): Promise<string> {
    const { current } = await this.#known(KEPT);
    return `${current.id}-${hmac(current, text).toString('base64url')}`;
  }

  async verify(text: string, signature: string): Promise<boolean> {
    const [, id = '', sealed = ''] = SIGNATURE.exec(signature) ?? [];
    const claimed = Buffer.from(sealed, 'base64url');
    // One signature has one spelling: what decodes leniently is not accepted.
    if (sealed === '' || claimed.toString('base64url') !== sealed) return false;
    const key = named(id, await this.#known(KEPT)) ?? named(id, await this.#known(READ_AGAIN));
    return key !== undefined && same(hmac(key, text), claimed);
  }

  /** The keys as they were so many milliseconds ago at most. */
  async #known(age: number): Promise<Keys> {
    const readAt = this.clock.now();
    if (this.#keys && readAt - this.#keys.readAt < age) return this.#keys;
    const current = given(await this.#key('AWSCURRENT'), 'AWSCURRENT of the secret');
    this.#keys = { current, previous: await this.#key('AWSPREVIOUS'), readAt };
    return this.#keys;
  }

  async #key(VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<Key | undefined> {
    try {
      const command = new GetSecretValueCommand({ SecretId: this.secretId, VersionStage });
      const text = given((await this.client.send(command)).SecretString, 'SecretString');
      // Of a key that nobody can guess a few characters of a hash say nothing.
      return { id: createHash('sha256').update(text).digest('hex').slice(0, 8), text };
    } catch (error) {
      // A secret that was never rotated has no previous version.
      if (VersionStage === 'AWSPREVIOUS' && error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}

const named = (id: string, { current, previous }: Keys) => [current, previous].find((key) => key?.id === id);

const hmac = ({ text: key }: Key, text: string) => createHmac('sha256', key).update(text).digest();

const same = (expected: Buffer, given: Buffer) =>
  expected.length === given.length && timingSafeEqual(expected, given);
