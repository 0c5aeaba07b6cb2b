import {
  AccountAlreadyRegisteredException,
  type OrganizationsClient,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import type { Administrators } from '../core/ports/administrators';
import { IDENTITY_CENTER, readDelegatedAdministrators } from './account-facts/organization';

/** Delegated administrators of Identity Center, asked of Organizations as the management account. */
export class OrganizationAdministrators implements Administrators {
  constructor(private readonly client: OrganizationsClient) {}

  list(): Promise<readonly string[]> {
    return readDelegatedAdministrators(this.client);
  }

  async register(accountId: string): Promise<void> {
    try {
      await this.client.send(
        new RegisterDelegatedAdministratorCommand({
          AccountId: accountId,
          ServicePrincipal: IDENTITY_CENTER,
        }),
      );
    } catch (error) {
      if (!(error instanceof AccountAlreadyRegisteredException)) throw error;
    }
  }
}
