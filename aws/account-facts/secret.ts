import {
  DescribeSecretCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';

/** Whether a secret can be used: a deleted one stays for some days, during which it can be restored. */
export async function readSecretState(
  client: SecretsManagerClient,
  SecretId: string,
): Promise<'there' | 'deleted' | 'missing'> {
  try {
    const { DeletedDate } = await client.send(new DescribeSecretCommand({ SecretId }));
    return DeletedDate === undefined ? 'there' : 'deleted';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'missing';
    throw error;
  }
}
