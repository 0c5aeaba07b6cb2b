import {
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  ResourceNotFoundException,
  type SSOAdminClient,
  ThrottlingException,
} from '@aws-sdk/client-sso-admin';
import type { AccountAssignment } from '../core/model/entitlement';
import type { Holdings, Listed } from '../core/ports/holdings';
import { NoTurnError } from './paced-sso-admin';
import { given } from './unexpected-answer-error';

const PAGE = 100;

/** Assignments as Identity Center lists them. */
export class IdentityCenterHoldings implements Holdings {
  constructor(
    private readonly client: SSOAdminClient,
    private readonly instanceArn: string,
  ) {}

  accounts(permissionSetArn: string, next?: string): Promise<Listed> {
    return listed(async () => {
      const page = await this.client.send(
        new ListAccountsForProvisionedPermissionSetCommand({
          InstanceArn: this.instanceArn,
          PermissionSetArn: permissionSetArn,
          MaxResults: PAGE,
          NextToken: next,
        }),
      );
      return { kind: 'page', items: page.AccountIds ?? [], next: page.NextToken };
    });
  }

  holders({ accountId, permissionSetArn }: AccountAssignment, next?: string): Promise<Listed> {
    return listed(async () => {
      const page = await this.client.send(
        new ListAccountAssignmentsCommand({
          InstanceArn: this.instanceArn,
          AccountId: accountId,
          PermissionSetArn: permissionSetArn,
          MaxResults: PAGE,
          NextToken: next,
        }),
      );
      const people = (page.AccountAssignments ?? []).filter((held) => held.PrincipalType === 'USER');
      const items = people.map((held) => given(held.PrincipalId, 'PrincipalId'));
      return { kind: 'page', items, next: page.NextToken };
    });
  }
}

async function listed(read: () => Promise<Listed>): Promise<Listed> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return { kind: 'page', items: [] };
    if (error instanceof ThrottlingException || error instanceof NoTurnError) return { kind: 'busy' };
    throw error;
  }
}
