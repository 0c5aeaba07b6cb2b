import { DescribeKeyCommand, type KMSClient, NotFoundException } from '@aws-sdk/client-kms';

/** A key of KMS. */
export type KeyFacts = {
  /** Enabled, Disabled, PendingDeletion, … */
  readonly state: string;
  /** Whether it encrypts, and with one key for both ways. */
  readonly symmetric: boolean;
};

/** `undefined` when there is no such key. */
export async function readKey(client: KMSClient, KeyId: string): Promise<KeyFacts | undefined> {
  try {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    return { state: KeyMetadata?.KeyState ?? '', symmetric: KeyMetadata?.KeySpec === 'SYMMETRIC_DEFAULT' };
  } catch (error) {
    if (error instanceof NotFoundException) return undefined;
    throw error;
  }
}
