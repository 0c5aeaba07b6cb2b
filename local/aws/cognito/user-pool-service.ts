import * as model from '@aws-sdk/client-cognito-identity-provider';
import { z } from 'zod';
import type { Account } from '../account/account-settings';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';
import { dispatch, operation, type Operations } from '../support/operation';

/** The user pool that is described. */
export type UserPoolOptions = {
  readonly account: Account;
  readonly poolId: string;
  readonly clientId: string;
  readonly providerName: string;
  /** Where the identity provider's metadata are. */
  readonly metadataUrl: () => string;
  readonly callbackUrls: () => readonly string[];
};

const invalid = (message: string) => new ServiceError('InvalidParameterException', message);
const missing = (message: string) => new ServiceError('ResourceNotFoundException', message);

/** Cognito user pools, as far as the pairing is described: signing in is done by `local/sign-in`. */
export class UserPoolService implements EmulatedService {
  readonly name = 'cognito_identity_provider';
  readonly protocol = 'json';
  readonly target = 'AWSCognitoIdentityProviderService';
  readonly model: Record<string, unknown> = { ...model };
  readonly #options: UserPoolOptions;
  readonly #operations: Operations;

  constructor(options: UserPoolOptions) {
    this.#options = options;
    const provider = z.strictObject({ UserPoolId: z.string(), ProviderName: z.string() });
    const client = z.strictObject({ UserPoolId: z.string(), ClientId: z.string() });
    this.#operations = {
      DescribeIdentityProvider: operation(provider, (input) => this.#provider(input), invalid),
      DescribeUserPoolClient: operation(client, (input) => this.#client(input), invalid),
    };
  }

  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  #provider(input: { readonly UserPoolId: string; readonly ProviderName: string }): Record<string, unknown> {
    const { account, providerName, metadataUrl } = this.#options;
    const { provider } = account.settings.signIn;
    this.#requirePool(input.UserPoolId);
    if (input.ProviderName !== providerName || provider === 'none')
      throw missing(`Identity provider ${input.ProviderName} does not exist.`);
    return {
      IdentityProvider: {
        UserPoolId: input.UserPoolId,
        ProviderName: providerName,
        ProviderType: 'SAML',
        ProviderDetails: {
          MetadataURL: provider === 'other' ? `${metadataUrl()}/of-another-application` : metadataUrl(),
        },
        AttributeMapping: { email: 'Email' },
      },
    };
  }

  #client(input: { readonly UserPoolId: string; readonly ClientId: string }): Record<string, unknown> {
    const { account, clientId, providerName, callbackUrls } = this.#options;
    this.#requirePool(input.UserPoolId);
    if (input.ClientId !== clientId) throw missing(`User pool client ${input.ClientId} does not exist.`);
    return {
      UserPoolClient: {
        UserPoolId: input.UserPoolId,
        ClientId: clientId,
        SupportedIdentityProviders: account.settings.signIn.clientAllowsProvider ? [providerName] : [],
        CallbackURLs: callbackUrls(),
      },
    };
  }

  #requirePool(id: string): void {
    if (id !== this.#options.poolId) throw missing(`User pool ${id} does not exist.`);
  }
}
