import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  OAuthScope,
  ProviderAttribute,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolIdentityProviderSaml,
  UserPoolIdentityProviderSamlMetadata,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { IDENTITY_PROVIDER } from '../../core/contract/web-config';
import type { Config } from '../config/config';
import { signInHost } from '../config/sign-in-hosts';
import { acknowledge } from './acknowledge';
import { onlyRefresh } from './only-refresh';
import { SignInFirewall } from './sign-in-firewall';

/** What sign-in is made of. */
type SignInProps = {
  readonly config: Config['signIn'];
  readonly region: string;
  readonly appUrl: string;
  /** Name of the web ACL, if there is one. */
  readonly firewallName: string;
  /** Puts the Identity Center user id into tokens, or refuses them. */
  readonly preToken: IFunction;
};

/** People sign in through the SAML application in Identity Center; the pool has no users of its own making. */
export class SignIn extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  /** Host of the sign-in pages. */
  readonly host: string;
  /** Where Identity Center sends its answers. */
  readonly acsUrl: string;

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    this.userPool = userPool(this, props.config);
    if (props.config.waf) new SignInFirewall(this, 'Firewall', props.firewallName, this.userPool);
    // Version 2 reaches the access token, which is the one that the API looks at.
    this.userPool.addTrigger(
      UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
      props.preToken,
      LambdaVersion.V2_0,
    );
    this.userPool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: props.config.domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.host = signInHost(props.config.domainPrefix, props.region);
    this.acsUrl = `https://${this.host}/saml2/idpresponse`;
    const provider = props.config.samlMetadataUrl && samlProvider(this, props.config.samlMetadataUrl);
    this.client = webClient(this, props.appUrl, provider ? [IDENTITY_PROVIDER] : []);
    if (provider) this.client.node.addDependency(provider);
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.userPool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}

const PLANS = {
  off: { featurePlan: FeaturePlan.ESSENTIALS },
  audit: {
    featurePlan: FeaturePlan.PLUS,
    standardThreatProtectionMode: StandardThreatProtectionMode.AUDIT_ONLY,
  },
  enforced: {
    featurePlan: FeaturePlan.PLUS,
    standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
  },
} as const;

function userPool(scope: SignIn, { threatProtection }: Config['signIn']): UserPool {
  const pool = new UserPool(scope, 'UserPool', {
    ...PLANS[threatProtection],
    selfSignUpEnabled: false,
    accountRecovery: AccountRecovery.NONE,
    // Nobody has a password here; should somebody be given one by hand, it is a good one.
    passwordPolicy: {
      minLength: 20,
      requireDigits: true,
      requireLowercase: true,
      requireSymbols: true,
      requireUppercase: true,
    },
    deletionProtection: true,
    // The id of the pool stands in the SAML application, which no API can change.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(
    pool,
    'COG2',
    'Everybody signs in at Identity Center, and with the second factor that it asks for.',
  );
  if (threatProtection === 'off')
    acknowledge(pool, 'COG8', 'Threat protection looks at passwords, of which this pool has none.');
  return pool;
}

function samlProvider({ userPool }: SignIn, metadataUrl: string): UserPoolIdentityProviderSaml {
  return new UserPoolIdentityProviderSaml(userPool, 'Provider', {
    userPool,
    name: IDENTITY_PROVIDER,
    metadata: UserPoolIdentityProviderSamlMetadata.url(metadataUrl),
    attributeMapping: { email: ProviderAttribute.other('Email') },
  });
}

/** The web app: a public client, so no secret. It proves by PKCE that it asked; Cognito checks the challenge that it sends. */
function webClient({ userPool }: SignIn, appUrl: string, providers: readonly string[]): UserPoolClient {
  const client = userPool.addClient('Web', {
    generateSecret: false,
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [`${appUrl}/`],
      logoutUrls: [`${appUrl}/`],
    },
    supportedIdentityProviders: providers.map((name) => UserPoolClientIdentityProvider.custom(name)),
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.hours(12),
  });
  onlyRefresh(client);
  return client;
}
