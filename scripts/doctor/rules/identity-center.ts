import type { Check, Sight } from '../check';
import { error, info, well } from '../finding';

const group = 'IAM Identity Center';

/** The instance; checks that are about it have nothing to say without one, and `instance` says that there is none. */
const NONE = info('There is no instance to look at, see above');

/** What Identity Center must be like. */
export const identityCenterChecks: readonly Check[] = [
  {
    id: 'instance',
    group,
    title: 'The instance exists and is active',
    why: 'Every assignment is made in it.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html',
    from: 'before',
    judge: ({ see, config }) => {
      const { instanceId } = config.identityCenter;
      const instance = see('instance');
      if (!instance)
        return error(
          `${config.region} has no instance ${instanceId} that this account may see`,
          'Correct `identityCenter.instanceId` or `region`: aws sso-admin list-instances names what there is',
        );
      if (instance.status === 'ACTIVE') return well(`${instance.arn} is ACTIVE`);
      return error(
        `${instance.arn} is ${instance.status}${instance.statusReason ? `: ${instance.statusReason}` : ''}`,
        'Wait until it is ACTIVE, or mend it in the Identity Center console under Settings',
      );
    },
  },
  {
    id: 'instance-region',
    group,
    title: 'The Region is the primary one of the instance',
    why: 'Permission sets and assignments can be written in the primary Region alone.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/api-support-in-additional-regions.html',
    from: 'before',
    judge: ({ see, config }) => {
      const instance = see('instance');
      if (!instance) return NONE;
      const { primaryRegion } = instance;
      if (primaryRegion === config.region) return well(config.region);
      if (primaryRegion === undefined) return info('AWS does not tell the primary Region of this instance');
      return error(
        `The primary Region is ${primaryRegion}, the configuration names ${config.region}`,
        `Set \`region\` to ${primaryRegion} in the configuration and deploy there`,
      );
    },
  },
  {
    id: 'identity-store',
    group,
    title: 'The configured identity store is that of the instance',
    why: 'People and groups would be looked for in the wrong place, and nobody would be found.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html',
    from: 'before',
    judge: ({ see, config }) => {
      const instance = see('instance');
      if (!instance) return NONE;
      const { identityStoreId } = config.identityCenter;
      if (instance.identityStoreId === identityStoreId) return well(identityStoreId);
      return error(
        `The instance uses ${instance.identityStoreId}, the configuration names ${identityStoreId}`,
        `Set \`identityCenter.identityStoreId\` to ${instance.identityStoreId}`,
      );
    },
  },
  {
    id: 'permission-sets-enabled',
    group,
    title: 'Permission sets are enabled',
    why: 'Since August 2026 a new instance may have access to accounts switched off: then nothing can be assigned.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_UpdateInstance.html',
    from: 'before',
    judge: ({ see }) => {
      const instance = see('instance');
      if (!instance) return NONE;
      if (instance.permissionSetsEnabled === true) return well('Enabled');
      if (instance.permissionSetsEnabled === undefined)
        return info('AWS does not tell it for this instance; older ones have them enabled');
      return error(
        'Permission sets are not enabled for this instance',
        `aws sso-admin update-instance --instance-arn ${instance.arn} --permission-sets-enabled (it cannot be switched off again)`,
      );
    },
  },
  {
    id: 'instance-key',
    group,
    title: 'How Identity Center is encrypted',
    why: 'With a key of your own every reader of Identity Center needs rights to the key too, the functions included.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/encryption-at-rest.html',
    from: 'before',
    judge: ({ see }) => {
      const instance = see('instance');
      if (!instance) return NONE;
      if (instance.kmsKeyArn === undefined) return well('With the key that AWS owns');
      return error(
        `With the customer managed key ${instance.kmsKeyArn}, which the functions have no right to use`,
        'Not supported yet: each role that reads Identity Center would need kms:Decrypt of the key, by way of sso and identitystore (kms:ViaService), in its own policy and in that of the key',
      );
    },
  },
  {
    id: 'management-permission-sets',
    group,
    title: 'Permission sets that the management account has',
    why: 'A permission set that is provisioned in the management account can never be assigned by a delegated administrator.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html',
    from: 'before',
    judge: managementPermissionSets,
  },
];

function managementPermissionSets({ see }: Sight) {
  const names = see('managementPermissionSets').map(({ name }) => name);
  if (names.length === 0) return well('None is provisioned there');
  return info(
    `Can never be given by Hourglass: ${names.join(', ')}`,
    'Use permission sets of their own for temporary access, or remove these from the management account in its Identity Center console',
  );
}
