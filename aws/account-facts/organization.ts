import {
  DescribeOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { allPages } from '../paged';
import { given } from '../unexpected-answer-error';

/** How Organizations calls Identity Center. */
export const IDENTITY_CENTER = 'sso.amazonaws.com';

/** The account that the organization belongs to. */
export async function readManagementAccount(client: OrganizationsClient): Promise<string> {
  const { Organization } = await client.send(new DescribeOrganizationCommand({}));
  return given(Organization?.MasterAccountId, 'MasterAccountId');
}

/** The accounts that are registered for Identity Center: none or one. */
export async function readDelegatedAdministrators(client: OrganizationsClient): Promise<string[]> {
  const found = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListDelegatedAdministratorsCommand({ ServicePrincipal: IDENTITY_CENTER, NextToken }),
    );
    return { items: page.DelegatedAdministrators, next: page.NextToken };
  });
  return found.map(({ Id }) => given(Id, 'Id of a delegated administrator'));
}
