import { X509Certificate } from 'node:crypto';
import { parseDomFromString, xpath } from '@node-saml/node-saml/lib/xml';
import type { EpochMs } from '../../core/model/instant';
import type { Trust } from './trust';

/** What metadata say about the identity provider, whatever the time is, or everything that is wrong with them. */
export type Metadata =
  | ({ readonly kind: 'read'; readonly entityId: string } & Validity)
  | { readonly kind: 'unusable'; readonly problems: readonly string[] };

/** From when on one of the signing certificates is valid, and when the last of them is over. */
type Validity = { readonly validFrom: EpochMs; readonly expiresAt: EpochMs };

/** What is read of a document and its elements: the parser names its types as a browser does, and here is none. */
type Document = { readonly nodeType: number };
type Element = Document & {
  readonly textContent: string | null;
  readonly getAttribute: (name: string) => string | null;
};

/** Bindings by which Cognito sends people to an identity provider. */
const BINDINGS = ['HTTP-Redirect', 'HTTP-POST'].map((name) => `urn:oasis:names:tc:SAML:2.0:bindings:${name}`);

/** Reads SAML metadata and looks at everything in them that signing in needs, except at the time. */
export async function readMetadata(text: string, trust: Trust): Promise<Metadata> {
  const document = await parse(text);
  if (typeof document === 'string') return unusable(document);
  const [entity] = elements(document, '/*[local-name()="EntityDescriptor"]');
  if (!entity) return unusable('it is XML, but no SAML metadata of one provider');
  const [provider] = elements(entity, './*[local-name()="IDPSSODescriptor"]');
  if (!provider && elements(entity, './*[local-name()="SPSSODescriptor"]').length > 0)
    return unusable(
      'it is the metadata of an application (a service provider), not that of the identity provider',
    );
  if (!provider) return unusable('it names no identity provider');
  const entityId = entity.getAttribute('entityID') ?? '';
  const validity = validityOf(provider);
  const certificateProblem = typeof validity === 'string' ? validity : undefined;
  const problems = [trust.entityId(entityId), signOnProblem(provider), certificateProblem];
  const found = problems.filter((problem) => problem !== undefined);
  if (typeof validity === 'string' || found.length > 0) return { kind: 'unusable', problems: found };
  return { kind: 'read', entityId, ...validity };
}

async function parse(text: string): Promise<Document | string> {
  if (/^\s*<!doctype html|^\s*<html/i.test(text)) return 'a web page is there, not metadata';
  // Metadata needs none, and entities in one are how a small document becomes a large one.
  if (/<!DOCTYPE/i.test(text)) return 'it has a document type, which metadata never has';
  try {
    return await parseDomFromString(text);
  } catch {
    return 'it is not XML';
  }
}

function signOnProblem(provider: Element): string | undefined {
  const services = elements(provider, './*[local-name()="SingleSignOnService"]');
  const usable = services.filter((service) => BINDINGS.includes(service.getAttribute('Binding') ?? ''));
  return usable.length > 0 ? undefined : 'it names no place to sign in (SingleSignOnService)';
}

/** When its signing certificates are valid, or what is wrong with them. */
function validityOf(provider: Element): Validity | string {
  const texts = elements(provider, './*[local-name()="KeyDescriptor"]')
    .filter((key) => key.getAttribute('use') !== 'encryption')
    .flatMap((key) => elements(key, './/*[local-name()="X509Certificate"]'))
    .map((certificate) => certificate.textContent ?? '');
  if (texts.length === 0) return 'it holds no signing certificate';
  const read = texts.map(certificateIn).filter((certificate) => certificate !== undefined);
  if (read.length < texts.length) return 'it holds a signing certificate that cannot be read';
  return {
    validFrom: Math.min(...read.map(({ validFrom }) => Date.parse(validFrom))),
    expiresAt: Math.max(...read.map(({ validTo }) => Date.parse(validTo))),
  };
}

function certificateIn(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64.replace(/\s/g, ''), 'base64'));
  } catch {
    // Told as a certificate that cannot be read.
    return undefined;
  }
}

const elements = (node: Document, path: string): Element[] => xpath.selectElements(node, path);

const unusable = (problem: string): Metadata => ({ kind: 'unusable', problems: [problem] });
