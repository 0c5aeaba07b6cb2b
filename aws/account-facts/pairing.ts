import {
  type CognitoIdentityProviderClient,
  DescribeIdentityProviderCommand,
  DescribeUserPoolClientCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';

/** How a user pool and the SAML application are paired. */
export type Pairing = {
  /** Where the pool reads the metadata of the provider; absent: there is no provider. */
  readonly metadataUrl?: string;
  /** Whether the web client lets people sign in by it. */
  readonly clientAllows: boolean;
};

/** Reads the provider of that name and the client of the web app. */
export async function readPairing(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  ClientId: string,
  ProviderName: string,
): Promise<Pairing> {
  const metadataUrl = await readMetadataUrl(client, UserPoolId, ProviderName);
  const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
  return {
    ...(metadataUrl !== undefined && { metadataUrl }),
    clientAllows: UserPoolClient?.SupportedIdentityProviders?.includes(ProviderName) ?? false,
  };
}

async function readMetadataUrl(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  ProviderName: string,
): Promise<string | undefined> {
  try {
    const { IdentityProvider } = await client.send(
      new DescribeIdentityProviderCommand({ UserPoolId, ProviderName }),
    );
    return IdentityProvider?.ProviderDetails?.MetadataURL ?? '';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
