const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64url, without padding, of a text's UTF-8 bytes; the same in the browser and in a Lambda. */
export function toBase64Url(text: string): string {
  const bits = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(2).padStart(8, '0')).join(
    '',
  );
  const sextets = bits.match(/.{1,6}/g) ?? [];
  return sextets.map((sextet) => ALPHABET.charAt(Number.parseInt(sextet.padEnd(6, '0'), 2))).join('');
}

/** The text of a base64url; `undefined` unless `toBase64Url` would have made exactly this. */
export function fromBase64Url(encoded: string): string | undefined {
  if (!/^[\w-]*$/.test(encoded)) return undefined;
  const bits = Array.from(encoded, (sign) => ALPHABET.indexOf(sign).toString(2).padStart(6, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  // Bytes that are no UTF-8 become replacement characters, and so do not encode to what came in.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  return toBase64Url(text) === encoded ? text : undefined;
}
