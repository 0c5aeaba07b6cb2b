import { randomUUID } from 'node:crypto';
import type { Overrides, PreTokenEvent } from './pre-token';
import { subjectOf } from './subject';

/** Everything that the tokens of one sign-in are made from. */
export type Grant = {
  readonly userName: string;
  readonly email: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** When the person signed in, epoch seconds. */
  readonly authTime: number;
  /** The same in all tokens of one sign-in; what a revocation takes back. */
  readonly originJti: string;
  readonly nonce?: string | undefined;
};

/** The pool that tokens come from. */
export type Pool = {
  readonly region: string;
  readonly poolId: string;
  readonly providerName: string;
};

/** Claims, as they are signed. */
export type Claims = Record<string, unknown>;

const RESERVED = new Set([
  'acr',
  'amr',
  'at_hash',
  'aud',
  'auth_time',
  'azp',
  'client_id',
  'cognito:username',
  'event_id',
  'exp',
  'iat',
  'identities',
  'iss',
  'jti',
  'nbf',
  'nonce',
  'origin_jti',
  'scope',
  'sub',
  'token_use',
  'username',
  'version',
]);

/** The issuer that the pool writes into its tokens. */
export function issuerOf(pool: Pool): string {
  return `https://cognito-idp.${pool.region}.amazonaws.com/${pool.poolId}`;
}

/** The person's name in the pool: the provider's name, an underscore and the NameID. */
export function poolUserName(pool: Pool, userName: string): string {
  return `${pool.providerName}_${userName}`;
}

/** The event that the pre token generation trigger is asked with. */
export function preTokenEvent(
  pool: Pool,
  grant: Grant,
  triggerSource: PreTokenEvent['triggerSource'],
): PreTokenEvent {
  const userName = poolUserName(pool, grant.userName);
  return {
    version: '2',
    triggerSource,
    region: pool.region,
    userPoolId: pool.poolId,
    userName,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: grant.clientId },
    request: {
      userAttributes: {
        sub: subjectOf(pool, grant.userName),
        'cognito:username': userName,
        'cognito:user_status': 'EXTERNAL_PROVIDER',
        email: grant.email,
        email_verified: 'false',
        identities: JSON.stringify(identities(pool, grant)),
      },
      groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
      scopes: grant.scopes,
    },
    response: { claimsAndScopeOverrideDetails: null },
  };
}

/** The claims of an access token, without the times. */
export function accessClaims(pool: Pool, grant: Grant, overrides: Overrides): Claims {
  const suppressed = new Set(overrides.access.scopesToSuppress ?? []);
  const scopes = [...new Set([...grant.scopes, ...(overrides.access.scopesToAdd ?? [])])];
  return changed(overrides.access, {
    ...commonClaims(pool, grant, overrides),
    version: 2,
    client_id: grant.clientId,
    token_use: 'access',
    scope: scopes.filter((scope) => !suppressed.has(scope)).join(' '),
    username: poolUserName(pool, grant.userName),
  });
}

/** The claims of an ID token, without the times. */
export function idClaims(pool: Pool, grant: Grant, overrides: Overrides): Claims {
  return changed(overrides.id, {
    ...commonClaims(pool, grant, overrides),
    aud: grant.clientId,
    token_use: 'id',
    'cognito:username': poolUserName(pool, grant.userName),
    email: grant.email,
    email_verified: false,
    identities: identities(pool, grant),
    ...(grant.nonce !== undefined && { nonce: grant.nonce }),
  });
}

function commonClaims(pool: Pool, grant: Grant, overrides: Overrides): Claims {
  return {
    sub: subjectOf(pool, grant.userName),
    iss: issuerOf(pool),
    origin_jti: grant.originJti,
    jti: randomUUID(),
    auth_time: grant.authTime,
    ...(overrides.groups && { 'cognito:groups': overrides.groups }),
  };
}

function identities(pool: Pool, grant: Grant): readonly Claims[] {
  return [
    {
      userId: grant.userName,
      providerName: pool.providerName,
      providerType: 'SAML',
      issuer: null,
      primary: 'true',
    },
  ];
}

function changed(changes: Overrides['id'], claims: Claims): Claims {
  const suppressed = new Set((changes.claimsToSuppress ?? []).filter((name) => !RESERVED.has(name)));
  const added = Object.entries(changes.claimsToAddOrOverride ?? {}).filter(([name]) => !RESERVED.has(name));
  const kept = Object.entries(claims).filter(([name]) => !suppressed.has(name));
  return Object.fromEntries([...kept, ...added]);
}
