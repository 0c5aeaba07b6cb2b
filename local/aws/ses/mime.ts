/** What an inbox shows of a MIME message. */
export type MimeMessage = {
  headers: ReadonlyMap<string, string>;
  html: string | null;
  text: string | null;
};

/** Reads a MIME message: encoded headers, nested multiparts, base64 and quoted-printable. Attachments are left out. */
export function parseMime(raw: string): MimeMessage {
  const { headers, body } = split(raw);
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (boundary && /^multipart\//i.test(type)) return { headers, ...combine(partsOf(body, boundary)) };
  if (/^attachment/i.test(headers.get('content-disposition') ?? ''))
    return { headers, html: null, text: null };
  const content = decode(body, headers.get('content-transfer-encoding') ?? '7bit');
  const isHtml = /^text\/html/i.test(type);
  const isText = /^text\/plain/i.test(type);
  return { headers, html: isHtml ? content : null, text: isText ? content : null };
}

/** The addresses of a header, which commas part unless they stand in quotes. */
export function addressesOf(header: string | undefined): string[] {
  const parts = (header ?? '').match(/(?:"[^"]*"|[^,"])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const lines = raw.replaceAll('\r\n', '\n');
  const end = lines.indexOf('\n\n');
  const head = end < 0 ? lines : lines.slice(0, end);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim()));
  }
  return { headers, body: end < 0 ? '' : lines.slice(end + 2) };
}

function partsOf(body: string, boundary: string): MimeMessage[] {
  const [, ...parts] = `\n${body}`.split(`\n--${boundary}`);
  return parts
    .filter((part) => !part.startsWith('--'))
    .map((part) => parseMime(part.replace(/^[ \t]*\n/, '')));
}

function combine(parts: readonly MimeMessage[]): Pick<MimeMessage, 'html' | 'text'> {
  return {
    html: parts.find(({ html }) => html !== null)?.html ?? null,
    text: parts.find(({ text }) => text !== null)?.text ?? null,
  };
}

function decode(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return Buffer.from(body, 'base64').toString('utf8');
  if (/^quoted-printable$/i.test(encoding)) return quotedPrintable(body.replace(/[ \t]*=\n/g, ''));
  return body;
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/[^\p{ASCII}]/gu, (sign) =>
    [...Buffer.from(sign)].map((byte) => `=${byte.toString(16)}`).join(''),
  );
  const latin1 = bytes.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

/** `=?utf-8?B?…?=` as in https://www.rfc-editor.org/rfc/rfc2047 */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    );
}
