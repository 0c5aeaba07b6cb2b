import { readBootstrapVersion } from '../../../aws/account-facts/bootstrap';
import type { Caller } from '../../../aws/account-facts/caller';
import { readLambdaLimits } from '../../../aws/account-facts/functions';
import { PeopleReader } from '../../../aws/account-facts/groups';
import { readInstance, readProvisionedSets } from '../../../aws/account-facts/instance';
import { readKey } from '../../../aws/account-facts/key';
import { readMailAccount, readMailIdentity } from '../../../aws/account-facts/mail';
import { readDelegatedAdministrators, readManagementAccount } from '../../../aws/account-facts/organization';
import {
  identityStoreClient,
  kmsClient,
  lambdaClient,
  organizationsClient,
  sesAccountClient,
  ssmClient,
  ssoAdminClient,
} from '../../../aws/clients';
import type { Config } from '../../../lib/config/config';
import type { Facts, NamedGroup } from '../facts';
import { fetchMetadata } from '../../saml/fetch-metadata';
import { lookAtMetadata } from '../../saml/look-at-metadata';
import type { Trust } from '../../saml/trust';
import { after, type Look, look } from '../look';
import { identityOf } from '../rules/email';

type AccountFacts = Pick<
  Facts,
  | 'managementAccount'
  | 'delegatedAdministrators'
  | 'bootstrapVersion'
  | 'instance'
  | 'configuredGroups'
  | 'managementPermissionSets'
  | 'mailAccount'
  | 'mailIdentity'
  | 'lambdaLimits'
  | 'metadata'
  | 'ownKey'
>;

/** Looks at what is there before anything is deployed. */
export async function lookAtAccount(
  config: Config,
  caller: Look<Caller>,
  trust: Trust,
): Promise<AccountFacts> {
  /** Nothing is asked without credentials: it would fail for the same reason. */
  const ask = <T>(action: string, question: (who: Caller) => Promise<T>) =>
    after(caller, (who) => look(action, () => question(who)));
  const managementAccount = ask('organizations:DescribeOrganization', () =>
    readManagementAccount(organizationsClient()),
  );
  const url = config.signIn.samlMetadataUrl;
  const looks = {
    delegatedAdministrators: ask('organizations:ListDelegatedAdministrators', () =>
      readDelegatedAdministrators(organizationsClient()),
    ),
    bootstrapVersion: ask('ssm:GetParameter', () => readBootstrapVersion(ssmClient())),
    instance: ask('sso:DescribeInstance', (who) => readInstance(ssoAdminClient(), instanceArn(config, who))),
    configuredGroups: ask('identitystore:DescribeGroup', () => configured(config)),
    mailAccount: ask('ses:GetAccount', () => readMailAccount(sesAccountClient())),
    mailIdentity: ask('ses:GetEmailIdentity', () => readMailIdentity(sesAccountClient(), identityOf(config))),
    lambdaLimits: ask('lambda:GetAccountSettings', () => readLambdaLimits(lambdaClient())),
    ownKey: ask('kms:DescribeKey', async () =>
      config.kmsKeyArn === undefined ? 'none' : readKey(kmsClient(), config.kmsKeyArn),
    ),
    metadata: look('', async () =>
      url === undefined ? undefined : lookAtMetadata(url, { trust, fetch: fetchMetadata }),
    ),
  };
  return {
    managementAccount: await managementAccount,
    managementPermissionSets: await after(await managementAccount, (accountId) =>
      ask('sso:ListPermissionSetsProvisionedToAccount', (who) =>
        readProvisionedSets(ssoAdminClient(), instanceArn(config, who), accountId),
      ),
    ),
    delegatedAdministrators: await looks.delegatedAdministrators,
    bootstrapVersion: await looks.bootstrapVersion,
    instance: await looks.instance,
    configuredGroups: await looks.configuredGroups,
    mailAccount: await looks.mailAccount,
    mailIdentity: await looks.mailIdentity,
    lambdaLimits: await looks.lambdaLimits,
    metadata: await looks.metadata,
    ownKey: await looks.ownKey,
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
