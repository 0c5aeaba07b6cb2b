import { randomBytes } from 'node:crypto';
import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** As long as the key that CDK has generated: 64 characters, of 48 random bytes. */
const KEY_BYTES = 48;

/** The secret with the key that signs links, to change it. */
export class LinkKeySecret {
  constructor(
    private readonly client: SecretsManagerClient,
    private readonly secretId: string,
  ) {}

  /** Makes a new key the current one; Secrets Manager keeps the one that was current as the previous one, and forgets the one before it. */
  async rotate(): Promise<void> {
    const SecretString = randomBytes(KEY_BYTES).toString('base64url');
    await this.client.send(new PutSecretValueCommand({ SecretId: this.secretId, SecretString }));
  }
}
