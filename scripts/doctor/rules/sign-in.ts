import { stackName } from '../../../lib/config/stack-name';
import { DAY, dayOf } from '../../../core/model/instant';
import type { Check } from '../check';
import { error, info, warning, well } from '../finding';

const group = 'Sign-in';
const PROVIDER = 'IdentityCenter';

/** Days before its end from which on an expiring certificate is told. */
const SOON = 30;

const NO_URL = info('No metadata are configured, see above');

/** How sign-in and Identity Center are paired. */
export const signInChecks: readonly Check[] = [
  {
    id: 'saml-application',
    group,
    title: 'The configuration names the SAML application',
    why: 'Until it does, nobody can sign in.',
    docs: 'docs/DEPLOY.md#steps',
    from: 'before',
    judge: ({ see, config }) => {
      const url = config.signIn.samlMetadataUrl;
      if (url !== undefined) return well(url);
      const deployed = see('parts').some(({ stack }) => stack !== undefined);
      const mend = 'npm run saml: it says what to paste where, and takes the address; then deploy again';
      return deployed
        ? error('`signIn.samlMetadataUrl` is not set', mend)
        : info('`signIn.samlMetadataUrl` is not set; the first deployment does not need it', mend);
    },
  },
  {
    id: 'saml-metadata',
    group,
    title: 'The metadata of the application can be used',
    why: 'Cognito reads them again every few hours and refuses sign-in when they are gone: a deleted application, or a wrong address.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/customermanagedapps-set-up-your-own-app-saml2.html',
    from: 'before',
    judge: ({ see }) => {
      const metadata = see('metadata');
      if (!metadata) return NO_URL;
      if (metadata.kind === 'read') return well(`They are of ${metadata.entityId}`);
      return error(
        `They cannot be used: ${metadata.problems.join('; ')}`,
        'Copy the address anew: npm run saml says where it stands',
      );
    },
  },
  {
    id: 'saml-certificate',
    group,
    title: 'The certificate of the application is valid',
    why: 'From its end on nobody can sign in.',
    docs: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/managesamlcerts.html',
    from: 'before',
    judge: ({ see }) => {
      const metadata = see('metadata');
      if (!metadata) return NO_URL;
      if (metadata.kind !== 'read') return info('There is no certificate to look at, see above');
      const days = Math.floor((metadata.expiresAt - see('now')) / DAY);
      const until = dayOf(metadata.expiresAt);
      const mend =
        'Identity Center console, the application, Manage certificate: generate one and make it active';
      if (metadata.validFrom > see('now'))
        return error(`It begins on ${dayOf(metadata.validFrom)} only`, mend);
      if (days < 0) return error(`It expired on ${until}`, mend);
      if (days < SOON) return warning(`It expires on ${until}, in ${days} days`, mend);
      return well(`Until ${until}`);
    },
  },
  {
    id: 'saml-provider',
    group,
    title: 'The user pool reads the configured metadata',
    why: 'Otherwise people are sent to another application, or nowhere.',
    docs: 'docs/DEPLOY.md#steps',
    from: 'after',
    judge: ({ see, config }) => {
      const url = config.signIn.samlMetadataUrl;
      if (url === undefined) return NO_URL;
      const { metadataUrl } = see('pairing');
      if (metadataUrl === url) return well(url);
      return error(
        metadataUrl === undefined ? `The pool has no provider ${PROVIDER}` : `The pool reads ${metadataUrl}`,
        `npx cdk deploy ${stackName(config, 'Identity')}`,
      );
    },
  },
  {
    id: 'saml-client',
    group,
    title: 'The web app signs people in by that provider',
    why: 'A client that does not allow the provider refuses everybody.',
    docs: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-provider.html',
    from: 'after',
    judge: ({ see, config }) => {
      if (config.signIn.samlMetadataUrl === undefined) return NO_URL;
      if (see('pairing').clientAllows) return well(`It allows ${PROVIDER}`);
      return error(
        `The web client does not allow ${PROVIDER}`,
        `npx cdk deploy ${stackName(config, 'Identity')}`,
      );
    },
  },
];
