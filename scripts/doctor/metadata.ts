import { X509Certificate } from 'node:crypto';
import { fetchMetadata } from '../saml/fetch-metadata';

/** The metadata of the SAML application as they were just fetched. */
export type Metadata =
  | { readonly kind: 'unreachable'; readonly why: string }
  /** `expiresAt`: when the last of its certificates expires, epoch milliseconds. */
  | { readonly kind: 'read'; readonly expiresAt: number };

/** Fetches SAML metadata and looks at the certificates in it; `npm run saml -- --check` looks at all the rest. Never throws. */
export async function lookAtMetadata(url: string): Promise<Metadata> {
  const fetched = await fetchMetadata(new URL(url));
  return fetched.kind === 'failed' ? { kind: 'unreachable', why: fetched.problem } : read(fetched.text);
}

function read(text: string): Metadata {
  const found = [...text.matchAll(/<(?:\w+:)?X509Certificate>([^<]+)</g)].map(([, base64 = '']) => base64);
  if (!/<(?:\w+:)?IDPSSODescriptor\b/.test(text) || found.length === 0)
    return { kind: 'unreachable', why: 'what is there is no SAML metadata of an identity provider' };
  const ends = found.map(endOf);
  if (ends.some(Number.isNaN)) return { kind: 'unreachable', why: 'a certificate in it cannot be read' };
  return { kind: 'read', expiresAt: Math.max(...ends) };
}

function endOf(base64: string): number {
  try {
    return Date.parse(new X509Certificate(Buffer.from(base64, 'base64')).validTo);
  } catch {
    // Told as a certificate that cannot be read.
    return Number.NaN;
  }
}
