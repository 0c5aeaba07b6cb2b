import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { RootKey, RootSigner } from '../core/ports/audit';
import { given } from './unexpected-answer-error';

/** Signs daily roots with an asymmetric KMS key (ECC_NIST_P256), whose private half never leaves KMS. */
export class KmsRootKey implements RootSigner, RootKey {
  #publicKey: string | undefined;

  constructor(
    private readonly client: KMSClient,
    private readonly keyId: string,
  ) {}

  async sign(text: string): Promise<string> {
    const { Signature } = await this.client.send(
      new SignCommand({
        KeyId: this.keyId,
        Message: Buffer.from(text),
        MessageType: 'RAW',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    );
    return Buffer.from(given(Signature, 'Signature')).toString('base64');
  }

  /** Read once: a key of KMS never changes. */
  async publicKey(): Promise<string> {
    return (this.#publicKey ??= await this.#read());
  }

  async #read(): Promise<string> {
    const { PublicKey } = await this.client.send(new GetPublicKeyCommand({ KeyId: this.keyId }));
    const key = createPublicKey({
      key: Buffer.from(given(PublicKey, 'PublicKey')),
      format: 'der',
      type: 'spki',
    });
    return String(key.export({ type: 'spki', format: 'pem' }));
  }
}
