import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import * as model from '@aws-sdk/client-kms';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { readSection } from '../section';
import {
  type EmulatedService,
  memorySection,
  type Section,
  type ServiceCall,
  ServiceError,
} from '../service';
import { dispatch, operation, type Operations } from '../support/operation';
import { wireTime } from '../support/wire-time';

const KeyId = z.string().min(1).max(2048);
const ALGORITHM = 'ECDSA_SHA_256';
const Sign = z.strictObject({
  KeyId,
  /** Base64. */
  Message: z.string().refine((text) => bytesOf(text).length >= 1 && bytesOf(text).length <= 4096, {
    message: 'Member must have length between 1 and 4096',
  }),
  MessageType: z.literal('RAW').default('RAW'),
  SigningAlgorithm: z.string(),
});
const OfKey = z.strictObject({ KeyId });

const StoredKey = z.object({ arn: z.string(), pem: z.string(), createdAt: z.number() });
type StoredKey = z.infer<typeof StoredKey>;

/** What an emulated KMS needs. */
export type KmsOptions = {
  readonly timeline: Timeline;
  /** ARNs of the keys that exist; each is made at its first use. */
  readonly keys: readonly string[];
  /** Keeps the private keys. @default memory */
  readonly section?: Section;
};

/** KMS, with keys that sign: ECC_NIST_P256, ECDSA_SHA_256, whole messages. */
export class Kms implements EmulatedService {
  readonly name = 'kms';
  readonly protocol = 'json';
  readonly target = 'TrentService';
  readonly model: Record<string, unknown> = model;
  readonly #options: KmsOptions;
  readonly #section: Section;
  readonly #operations: Operations;
  #keys: readonly StoredKey[];

  constructor(options: KmsOptions) {
    this.#options = options;
    this.#section = options.section ?? memorySection();
    this.#keys = readSection(this.#section, z.array(StoredKey), 'KMS', []);
    this.#operations = {
      Sign: operation(Sign, (input) => this.#sign(input)),
      GetPublicKey: operation(OfKey, (input) => this.#publicKey(input.KeyId)),
      DescribeKey: operation(OfKey, (input) => this.#describe(input.KeyId)),
    };
  }

  /** Runs one operation. */
  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  #sign({ KeyId: id, Message, SigningAlgorithm }: z.infer<typeof Sign>): Record<string, unknown> {
    const { arn, key } = this.#find(id);
    if (SigningAlgorithm !== ALGORITHM) {
      throw new ServiceError(
        'InvalidKeyUsageException',
        `Algorithm ${SigningAlgorithm} is incompatible with key spec ECC_NIST_P256.`,
      );
    }
    return { KeyId: arn, Signature: sign('sha256', bytesOf(Message), key), SigningAlgorithm };
  }

  #publicKey(id: string): Record<string, unknown> {
    const { arn, key } = this.#find(id);
    const PublicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
    return { KeyId: arn, PublicKey, ...usage };
  }

  #describe(id: string): Record<string, unknown> {
    const { arn, createdAt } = this.#find(id);
    const KeyMetadata = {
      KeyId: arn.slice(arn.indexOf('/') + 1),
      Arn: arn,
      AWSAccountId: arn.split(':')[4],
      CreationDate: wireTime(createdAt),
      Enabled: true,
      KeyState: 'Enabled',
      KeyManager: 'CUSTOMER',
      Origin: 'AWS_KMS',
      MultiRegion: false,
      ...usage,
    };
    return { KeyMetadata };
  }

  #find(id: string): { readonly arn: string; readonly key: KeyObject } & StoredKey {
    const arn = this.#options.keys.find((known) => known === id || known.endsWith(`:key/${id}`));
    if (arn === undefined) throw new ServiceError('NotFoundException', `Key '${id}' does not exist`);
    const stored = this.#keys.find((key) => key.arn === arn) ?? this.#make(arn);
    return { ...stored, key: createPrivateKey(stored.pem) };
  }

  #make(arn: string): StoredKey {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const made = { arn, pem, createdAt: this.#options.timeline.now() };
    this.#keys = [...this.#keys, made];
    this.#section.write(this.#keys);
    return made;
  }
}

const usage = {
  KeyUsage: 'SIGN_VERIFY',
  KeySpec: 'ECC_NIST_P256',
  CustomerMasterKeySpec: 'ECC_NIST_P256',
  SigningAlgorithms: [ALGORITHM],
};

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
