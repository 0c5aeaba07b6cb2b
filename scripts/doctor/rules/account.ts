import type { Check } from '../check';
import { error, info, warning, well } from '../finding';

const group = 'The account';

/** The oldest bootstrap that the templates accept: their rule CheckBootstrapVersion says the same. */
export const NEEDED_BOOTSTRAP = 6;

/** Where and as whom it is deployed. */
export const accountChecks: readonly Check[] = [
  {
    id: 'caller-account',
    group,
    title: 'Credentials are those of the configured account',
    why: 'With credentials of another account everything below would be about the wrong one.',
    docs: 'docs/DEPLOY.md',
    from: 'before',
    judge: ({ see, config }) => {
      const { accountId, arn } = see('caller');
      if (accountId === config.account) return well(`${arn}, account ${accountId}`);
      return error(
        `The credentials belong to account ${accountId}, the configuration names ${config.account}`,
        `Use credentials of ${config.account} (AWS_PROFILE), or correct \`account\` in the configuration`,
      );
    },
  },
  {
    id: 'caller-region',
    group,
    title: 'The environment names the configured Region',
    why: 'Other commands, such as `aws`, would look elsewhere; the deployment and this report use the configured Region.',
    docs: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html',
    from: 'before',
    judge: ({ see, config }) => {
      const region = see('ambientRegion');
      if (region === config.region) return well(region);
      if (region === undefined)
        return info(`AWS_REGION is not set; ${config.region} is used, as the configuration says`);
      return warning(
        `AWS_REGION is ${region}, the configuration names ${config.region}`,
        `export AWS_REGION=${config.region}`,
      );
    },
  },
  {
    id: 'delegated-administrator',
    group,
    title: 'The account is the delegated administrator',
    why: 'Assignments can be made from there or from the management account, and nothing should be deployed into the latter.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html',
    from: 'before',
    judge: ({ see, config }) => {
      const register = `As the management account: aws organizations register-delegated-administrator --account-id ${config.account} --service-principal sso.amazonaws.com`;
      if (see('managementAccount') === config.account)
        return error(
          `${config.account} is the management account of the organization`,
          `Choose another account. ${register.replace(config.account, '<that account>')}`,
        );
      const [registered] = see('delegatedAdministrators');
      if (registered === config.account) return well(`${config.account} is registered for sso.amazonaws.com`);
      if (registered === undefined) return error('No account is registered for sso.amazonaws.com', register);
      return error(
        `Account ${registered} is registered for sso.amazonaws.com; there can be only one`,
        `Deploy into ${registered}, or deregister it first. ${register}`,
      );
    },
  },
  {
    id: 'bootstrap',
    group,
    title: 'The account is bootstrapped for the CDK',
    why: 'The stacks refuse to be deployed by an older bootstrap, or by none.',
    docs: 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html',
    from: 'before',
    judge: ({ see, config }) => {
      const version = see('bootstrapVersion');
      if (version !== undefined && version >= NEEDED_BOOTSTRAP) return well(`Version ${version}`);
      return error(
        version === undefined
          ? `Not bootstrapped in ${config.region}`
          : `Version ${version}; at least ${NEEDED_BOOTSTRAP} is needed`,
        `npx cdk bootstrap ${config.account}/${config.region}`,
      );
    },
  },
  {
    id: 'own-key',
    group,
    title: 'The key for tables and logs can be used',
    why: 'Without it nothing can be read or written: no request, no end of access.',
    docs: 'docs/DEPLOY.md#a-key-of-your-own',
    from: 'before',
    judge: ({ see, config }) => {
      const key = see('ownKey');
      if (key === 'none') return well('Keys of AWS are used');
      const arn = config.kmsKeyArn ?? '';
      if (!key) return error(`There is no key ${arn}`, 'Correct `kmsKeyArn` in the configuration');
      if (key.state !== 'Enabled')
        return error(
          `${arn} is ${key.state}`,
          'KMS console, Customer managed keys: enable it, or cancel its deletion',
        );
      if (!key.symmetric)
        return error(`${arn} is not a symmetric key`, 'Make one with the key spec SYMMETRIC_DEFAULT');
      return well(arn);
    },
  },
];
