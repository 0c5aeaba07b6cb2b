import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { memorySection } from '../../../../local/aws/service';
import { TokenSigner } from '../../../../local/sign-in/token-signer';
import { tokenVerifier } from '../../../../local/sign-in/verify';
import { POOL } from '../../../support/sign-in';

const ISSUER = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_LOCAL0001';
const signer = new TokenSigner(memorySection());
const verify = tokenVerifier({ pool: POOL, clientIds: ['web'], jwks: () => signer.jwks() });
const nowSeconds = () => Math.floor(Date.now() / 1000);
const token = (claims: Record<string, unknown>, issuedAt = nowSeconds(), lifetime = 60) =>
  signer.sign({ iss: ISSUER, client_id: 'web', token_use: 'access', ...claims }, issuedAt, lifetime);

describe('the authorizer', () => {
  it('passes a token of the pool for a known client', async () => {
    expect(await verify(await token({ sub: 'me' }))).toMatchObject({ sub: 'me' });
  });

  it('looks at aud before client_id, as API Gateway does', async () => {
    expect(await verify(await token({ aud: 'web', client_id: 'other' }))).toBeDefined();
    expect(await verify(await token({ aud: 'other' }))).toBeUndefined();
  });

  it.each([
    ['from another issuer', () => token({ iss: 'https://evil.example' })],
    ['for another client', () => token({ client_id: 'other' })],
    ['without audience', () => token({ client_id: undefined })],
    ['that is over', () => token({}, nowSeconds() - 120, 60)],
    ['that is not one', async () => 'not-a-token'],
    ['that is empty', async () => ''],
  ])('refuses a token %s', async (_, make) => {
    expect(await verify(await make())).toBeUndefined();
  });

  it('refuses a token of a foreign key, also one that claims our key id', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const own = (await signer.jwks()).keys[0]!;
    const forge = (kid: string) =>
      new SignJWT({ iss: ISSUER, client_id: 'web' })
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);

    expect(await verify(await forge(own.kid))).toBeUndefined();
    expect(await verify(await forge('another'))).toBeUndefined();
    expect((await exportJWK(publicKey)).n).not.toBe(own.n);
  });

  it('refuses an unsigned token', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const bare = `${part({ alg: 'none', kid: (await signer.jwks()).keys[0]!.kid })}.${part({ iss: ISSUER, client_id: 'web', exp: nowSeconds() + 60 })}.`;

    expect(await verify(bare)).toBeUndefined();
  });

  it('publishes public parts of the key only', async () => {
    expect(Object.keys((await signer.jwks()).keys[0]!).sort()).toEqual([
      'alg',
      'e',
      'kid',
      'kty',
      'n',
      'use',
    ]);
  });
});
