import { readBootstrapVersion } from '../../aws/account-facts/bootstrap';
import { type Caller, readCaller } from '../../aws/account-facts/caller';
import { PeopleReader } from '../../aws/account-facts/groups';
import { readInstance, readProvisionedNames } from '../../aws/account-facts/instance';
import { readDelegatedAdministrators, readManagementAccount } from '../../aws/account-facts/organization';
import {
  identityStoreClient,
  organizationsClient,
  ssmClient,
  ssoAdminClient,
  stsClient,
} from '../../aws/clients';
import type { Config } from '../../lib/config/config';
import type { Facts, NamedGroup } from './facts';
import { after, look } from './look';

/** Looks at everything, once. A look that fails keeps no other from being taken. */
export async function gather(config: Config, ambientRegion: string | undefined): Promise<Facts> {
  const caller = await look('sts:GetCallerIdentity', () => readCaller(stsClient()));
  const [managementAccount, delegatedAdministrators, bootstrapVersion, instance, configuredGroups] =
    await Promise.all([
      after(caller, () =>
        look('organizations:DescribeOrganization', () => readManagementAccount(organizationsClient())),
      ),
      after(caller, () =>
        look('organizations:ListDelegatedAdministrators', () =>
          readDelegatedAdministrators(organizationsClient()),
        ),
      ),
      after(caller, () => look('ssm:GetParameter', () => readBootstrapVersion(ssmClient()))),
      after(caller, (who) =>
        look('sso:DescribeInstance', () => readInstance(ssoAdminClient(), instanceArn(config, who))),
      ),
      after(caller, () => look('identitystore:DescribeGroup', () => configured(config))),
    ]);
  const managementPermissionSets = await after(managementAccount, (accountId) =>
    after(caller, (who) =>
      look('sso:ListPermissionSetsProvisionedToAccount', () =>
        readProvisionedNames(ssoAdminClient(), instanceArn(config, who), accountId),
      ),
    ),
  );
  return {
    caller,
    ambientRegion: { seen: true, value: ambientRegion },
    managementAccount,
    delegatedAdministrators,
    instance,
    managementPermissionSets,
    configuredGroups,
    bootstrapVersion,
  };
}

const instanceArn = ({ identityCenter }: Config, { partition }: Caller) =>
  `arn:${partition}:sso:::instance/${identityCenter.instanceId}`;

const GROUP_KEYS = ['adminGroupId', 'auditorGroupId', 'responderGroupId'] as const;

async function configured({ identityCenter }: Config): Promise<NamedGroup[]> {
  const people = new PeopleReader(identityStoreClient(), identityCenter.identityStoreId);
  const named = GROUP_KEYS.flatMap((key) => {
    const id = identityCenter[key];
    return id === undefined ? [] : [{ key, id }];
  });
  return Promise.all(named.map(async ({ key, id }) => ({ key, id, group: await people.group(id) })));
}
