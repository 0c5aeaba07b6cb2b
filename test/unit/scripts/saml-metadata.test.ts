import { generate } from 'selfsigned';
import { DAY } from '../../../core/model/instant';
import { memorySection } from '../../../local/aws/service';
import { IdentityProvider } from '../../../local/sign-in/identity-provider';
import { readMetadata } from '../../../scripts/saml/metadata';
import { identityCenterIn, LAPTOP, type Trust } from '../../../scripts/saml/trust';

const NOW = Date.UTC(2026, 10, 21);
const ENTITY = 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/MTExMTIyMjIzMzMz';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const SIGN_ON = `<md:SingleSignOnService Binding="${REDIRECT}" Location="${ENTITY}"/>`;

/** A certificate (base64) that is valid from so many days on until so many days on. */
async function certificate(from: number, until: number): Promise<string> {
  const { cert } = await generate([{ name: 'commonName', value: 'test' }], {
    notBeforeDate: new Date(NOW + from * DAY),
    notAfterDate: new Date(NOW + until * DAY),
    keyType: 'ec',
  });
  return cert.replace(/-----[^-]+-----|\s/g, '');
}

const key = (base64: string, use = 'use="signing"') =>
  `<md:KeyDescriptor ${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;

const entity = (inside: string, id = ENTITY) =>
  `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${id}">${inside}</md:EntityDescriptor>`;

const provider = (inside: string) => `<md:IDPSSODescriptor>${inside}</md:IDPSSODescriptor>`;

const read = (text: string, trust: Trust = identityCenterIn('eu-west-1')) => readMetadata(text, trust);

describe('metadata of Identity Center', () => {
  test('is usable, and says from when until when', async () => {
    const text = entity(provider(key(await certificate(-10, 90)) + SIGN_ON));
    expect(await read(text)).toEqual({
      kind: 'read',
      entityId: ENTITY,
      validFrom: NOW - 10 * DAY,
      expiresAt: NOW + 90 * DAY,
    });
  });

  test('may hold a certificate that is over beside one that is not, while one follows the other', async () => {
    const keys = key(await certificate(-400, -1)) + key(await certificate(-1, 60));
    expect(await read(entity(provider(keys + SIGN_ON)))).toMatchObject({
      kind: 'read',
      validFrom: NOW - 400 * DAY,
      expiresAt: NOW + 60 * DAY,
    });
  });

  test('may leave open what its key is for', async () => {
    const text = entity(provider(key(await certificate(-10, 90), '') + SIGN_ON));
    expect(await read(text)).toMatchObject({ kind: 'read' });
  });
});

describe('what cannot be used, and what is said about it', () => {
  const good = () => certificate(-10, 90);
  test.each<[string, () => Promise<string>, string]>([
    ['a web page', async () => '<!DOCTYPE html><html><body>Sign in</body></html>', 'a web page'],
    ['no XML', async () => 'Access denied', 'not XML'],
    ['nothing', async () => '', 'not XML'],
    ['broken XML', async () => '<md:EntityDescriptor', 'not XML'],
    ['other XML', async () => '<Error><Code>AccessDenied</Code></Error>', 'no SAML metadata'],
    ['a document type', async () => `<!DOCTYPE x [<!ENTITY a "b">]>${entity('')}`, 'a document type'],
    [
      'the metadata of the application itself',
      async () => entity('<md:SPSSODescriptor><md:AssertionConsumerService/></md:SPSSODescriptor>'),
      'a service provider',
    ],
    ['no provider', async () => entity(''), 'no identity provider'],
    [
      'another identity provider',
      async () => entity(provider(key(await good()) + SIGN_ON), 'https://sts.windows.net/1/'),
      'not that of IAM Identity Center',
    ],
    [
      'a host that only looks like it',
      async () =>
        entity(
          provider(key(await good()) + SIGN_ON),
          'https://portal.sso.eu-west-1.amazonaws.com.example.com/saml/assertion/1',
        ),
      'not that of IAM Identity Center',
    ],
    [
      'Identity Center elsewhere',
      async () => entity(provider(key(await good()) + SIGN_ON), ENTITY.replace('eu-west-1', 'us-east-1')),
      'in us-east-1, not in eu-west-1',
    ],
    ['no place to sign in', async () => entity(provider(key(await good()))), 'SingleSignOnService'],
    ['no certificate', async () => entity(provider(SIGN_ON)), 'no signing certificate'],
    [
      'a certificate for something else',
      async () => entity(provider(key(await good(), 'use="encryption"') + SIGN_ON)),
      'no signing certificate',
    ],
    ['a broken certificate', async () => entity(provider(key('AAAA') + SIGN_ON)), 'cannot be read'],
  ])('%s', async (_, text, problem) => {
    const metadata = await read(await text());
    expect(metadata).toEqual({ kind: 'unusable', problems: [expect.stringContaining(problem)] });
  });

  test('everything at once', async () => {
    const metadata = await read(entity(provider(''), 'urn:example'));
    expect(metadata).toMatchObject({ kind: 'unusable', problems: { length: 3 } });
  });
});

describe('the identity provider of the laptop', () => {
  const laptop = new IdentityProvider({
    entityId: 'urn:hourglass:access-portal',
    application: { audience: 'urn:amazon:cognito:sp:pool', acsUrls: [] },
    section: memorySection(),
    now: () => NOW,
  });
  const readThere = async (trust: Trust) =>
    readMetadata(await laptop.metadata('http://localhost:3000'), trust);

  test('is usable for who trusts it', async () => {
    const metadata = await readThere(LAPTOP);
    expect(metadata).toMatchObject({ kind: 'read', entityId: 'urn:hourglass:access-portal' });
  });

  test('is nobody that the product trusts', async () => {
    const metadata = await readThere(identityCenterIn('eu-west-1'));
    expect(metadata).toMatchObject({
      kind: 'unusable',
      problems: [expect.stringContaining('not that of IAM Identity Center')],
    });
  });
});

describe('the address of the metadata', () => {
  const problem = (address: string, region = 'eu-west-1') =>
    identityCenterIn(region).address(new URL(address));

  test.each([
    ['https://portal.sso.eu-west-1.amazonaws.com/saml/metadata/MTExMTIy', 'eu-west-1'],
    ['https://portal.sso.us-gov-west-1.amazonaws.com/saml/metadata/MTExMTIy', 'us-gov-west-1'],
    ['https://portal.sso.cn-north-1.amazonaws.com.cn/saml/metadata/MTExMTIy', 'cn-north-1'],
  ])('%s is right', (address, region) => expect(problem(address, region)).toBeUndefined());

  test.each([
    ['http://portal.sso.eu-west-1.amazonaws.com/saml/metadata/MTEx', 'https'],
    ['https://portal.sso.us-east-1.amazonaws.com/saml/metadata/MTEx', 'Region us-east-1'],
    ['https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/MTEx', 'sign-in address'],
    ['https://portal.sso.eu-west-1.amazonaws.com/saml/logout/MTEx', 'sign-out address'],
    ['https://portal.sso.eu-west-1.amazonaws.com/saml/metadata/', 'its path'],
    ['https://portal.sso.eu-west-1.amazonaws.com/', 'its path'],
    ['https://portal.sso.eu-west-1.amazonaws.com:8443/saml/metadata/MTEx', 'its host'],
    ['https://portal.sso.eu-west-1.amazonaws.com.example.com/saml/metadata/MTEx', 'its host'],
    ['https://user@portal.sso.eu-west-1.amazonaws.com/saml/metadata/MTEx', 'its host'],
    ['https://127.0.0.1/saml/metadata/MTEx', 'its host'],
    ['https://hourglass.auth.eu-west-1.amazoncognito.com/saml2/idpresponse', 'an address of Cognito'],
  ])('%s: %s', (address, said) => expect(problem(address)).toContain(said));
});
