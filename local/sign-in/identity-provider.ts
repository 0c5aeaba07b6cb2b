import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import type { Section } from '../aws/service';
import { html } from '../pages/html';
import type { PortalPerson } from './portal-directory';
import { expiredCertificate, ProviderCertificate } from './provider-certificate';
import type { TrustedProvider } from './user-pool-context';

const NAME_ID_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const ANSWER_LIFETIME_SECONDS = 5 * 60;

/** What the portal is asked for by a service provider. */
export type AuthnRequest = { readonly id: string; readonly audience: string; readonly acsUrl: string };

/** An AuthnRequest that cannot be read, or comes from somebody that the portal does not know. */
export class BadAuthnRequestError extends Error {
  override readonly name = 'BadAuthnRequestError' as const;
}

/** What the identity provider is made of. */
export type IdentityProviderOptions = {
  readonly entityId: string;
  /** The one application: its SAML entity id and the addresses that answers may go to. */
  readonly application: { readonly audience: string; readonly acsUrls: readonly string[] };
  /** Keeps the certificate and its key. */
  readonly section: Section;
  /** Real time, epoch milliseconds. */
  readonly now: () => number;
};

/** The SAML side of the access portal: reads AuthnRequests, signs answers. */
export class IdentityProvider implements TrustedProvider {
  readonly entityId: string;
  readonly ssoPath = '/portal/saml/sso';
  readonly #options: IdentityProviderOptions;
  readonly #certificate: ProviderCertificate;

  constructor(options: IdentityProviderOptions) {
    this.entityId = options.entityId;
    this.#options = options;
    this.#certificate = new ProviderCertificate(options.section, options.now);
  }

  async certificate(): Promise<string> {
    return (await this.#certificate.get()).certificate;
  }

  /** Reads the `SAMLRequest` of the redirect binding. */
  async readRequest(samlRequest: string): Promise<AuthnRequest> {
    const { id, issuer, assertionConsumerServiceURL: acsUrl } = await parse(samlRequest);
    const { audience, acsUrls } = this.#options.application;
    if (issuer !== audience) throw new BadAuthnRequestError('The request comes from an unknown application.');
    if (id === undefined || acsUrl === undefined || !acsUrls.includes(acsUrl)) {
      throw new BadAuthnRequestError('The answer is to go to an address that is not the application’s own.');
    }
    return { id, audience, acsUrl };
  }

  /** The signed answer (base64) that says who `person` is. */
  async answer(request: AuthnRequest, person: PortalPerson): Promise<string> {
    const { certificate, privateKey } = await this.#certificate.get();
    const { default: samlp } = await import('samlp');
    const xml = await new Promise<string>((resolve, reject) => {
      samlp.getSamlResponse(
        {
          issuer: this.entityId,
          cert: certificate,
          key: privateKey,
          audience: request.audience,
          recipient: request.acsUrl,
          destination: request.acsUrl,
          inResponseTo: request.id,
          lifetimeInSeconds: ANSWER_LIFETIME_SECONDS,
          signatureAlgorithm: 'rsa-sha256',
          digestAlgorithm: 'sha256',
          signResponse: true,
          sessionIndex: `_${randomUUID()}`,
          authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
          profileMapper: () => ({
            getClaims: () => ({ Email: person.email }),
            getNameIdentifier: () => ({
              nameIdentifier: person.userName,
              nameIdentifierFormat: NAME_ID_FORMAT,
            }),
          }),
        },
        person,
        (error, response) => (error ? reject(asError(error)) : resolve(response)),
      );
    });
    return Buffer.from(xml).toString('base64');
  }

  /** The SAML metadata document for a browser that knows the portal under `origin`; `expired`: as they would be in ten years. */
  async metadata(origin: string, expired = false): Promise<string> {
    const shown = expired ? await expiredCertificate() : await this.certificate();
    const certificate = shown.replace(/-----[^-]+-----|\s/g, '');
    return html`<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${this.entityId}">
<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:NameIDFormat>${NAME_ID_FORMAT}</md:NameIDFormat>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${origin}${this.ssoPath}"/>
</md:IDPSSODescriptor>
</md:EntityDescriptor>
`.text;
  }
}

async function parse(samlRequest: string) {
  const { default: samlp } = await import('samlp');
  return new Promise<{ id?: string; issuer?: string; assertionConsumerServiceURL?: string }>(
    (resolve, reject) => {
      samlp.parseRequest({ query: { SAMLRequest: samlRequest } }, (error, request) => {
        if (error || !request)
          reject(new BadAuthnRequestError('The SAMLRequest cannot be read.', { cause: error }));
        else resolve(request);
      });
    },
  );
}

function asError(error: unknown): Error {
  return types.isNativeError(error) ? error : new Error(String(error));
}
