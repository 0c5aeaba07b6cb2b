import { X509Certificate } from 'node:crypto';
import { parseDomFromString, xpath } from '@node-saml/node-saml/lib/xml';
import { DAY, type EpochMs } from '../../core/model/instant';
import type { Trust } from './trust';

/** What metadata says about the identity provider, or everything that is wrong with it. */
export type Metadata =
  | {
      readonly kind: 'usable';
      readonly entityId: string;
      /** When the last of its signing certificates is over. */
      readonly expiresAt: EpochMs;
      /** Whole days until then. */
      readonly daysLeft: number;
    }
  | { readonly kind: 'unusable'; readonly problems: readonly string[] };

/** What is read of a document and its elements: the parser names its types as a browser does, and here is none. */
type Document = { readonly nodeType: number };
type Element = Document & {
  readonly textContent: string | null;
  readonly getAttribute: (name: string) => string | null;
};

/** Bindings by which Cognito sends people to an identity provider. */
const BINDINGS = ['HTTP-Redirect', 'HTTP-POST'].map((name) => `urn:oasis:names:tc:SAML:2.0:bindings:${name}`);

/** Reads SAML metadata and looks at everything in it that signing in needs. */
export async function readMetadata(text: string, trust: Trust, now: EpochMs): Promise<Metadata> {
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
  const certificates = certificatesOf(provider, now);
  const problems = [trust.entityId(entityId), ...signOnProblems(provider), ...certificates.problems];
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) return { kind: 'unusable', problems: found };
  const { expiresAt } = certificates;
  return { kind: 'usable', entityId, expiresAt, daysLeft: Math.floor((expiresAt - now) / DAY) };
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

function signOnProblems(provider: Element): (string | undefined)[] {
  const services = elements(provider, './*[local-name()="SingleSignOnService"]');
  const usable = services.filter((service) => BINDINGS.includes(service.getAttribute('Binding') ?? ''));
  return usable.length > 0 ? [] : ['it names no place to sign in (SingleSignOnService)'];
}

function certificatesOf(provider: Element, now: EpochMs): { problems: string[]; expiresAt: EpochMs } {
  const texts = elements(provider, './*[local-name()="KeyDescriptor"]')
    .filter((key) => key.getAttribute('use') !== 'encryption')
    .flatMap((key) => elements(key, './/*[local-name()="X509Certificate"]'))
    .map((certificate) => certificate.textContent ?? '');
  if (texts.length === 0) return { problems: ['it holds no signing certificate'], expiresAt: 0 };
  const read = texts.map(certificateIn).filter((certificate) => certificate !== undefined);
  if (read.length < texts.length)
    return { problems: ['it holds a signing certificate that cannot be read'], expiresAt: 0 };
  const times = read.map(({ validFrom, validTo }) => ({
    from: Date.parse(validFrom),
    to: Date.parse(validTo),
  }));
  const expiresAt = Math.max(...times.map(({ to }) => to));
  if (expiresAt <= now)
    return { problems: [`its signing certificate is over since ${day(expiresAt)}`], expiresAt };
  const from = Math.min(...times.map((time) => time.from));
  if (from > now) return { problems: [`its signing certificate begins on ${day(from)} only`], expiresAt };
  return { problems: [], expiresAt };
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

const day = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);
