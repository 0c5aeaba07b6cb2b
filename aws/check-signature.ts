import { verify } from 'node:crypto';
import type { CheckSignature } from '../core/ports/audit';

/** ECDSA over P-256 and SHA-256, as KMS signs with ECDSA_SHA_256. What is not a signature at all does not hold either. */
export const checkSignature: CheckSignature = (publicKey, text, signature) => {
  const bytes = Buffer.from(signature, 'base64');
  // One signature has one spelling: what decodes leniently is not accepted.
  if (bytes.toString('base64') !== signature) return false;
  return verify('sha256', Buffer.from(text), publicKey, bytes);
};
