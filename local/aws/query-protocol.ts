import { isRecord } from './model';
import type { Shape } from './shape';

type Tree = { text?: string; parts: Map<string, Tree> };

/**
 * Reads the body of a query-protocol request (`Destination.ToAddresses.member.1=…`) into the object that it stands
 * for; what the model does not know is kept, so that the check can name it.
 */
export function decodeQuery(shape: Shape, form: URLSearchParams): Record<string, unknown> {
  const root: Tree = { parts: new Map() };
  for (const [name, text] of form) {
    if (name !== 'Action' && name !== 'Version') grow(root, name.split('.'), text);
  }
  const value = decode(shape, root);
  return isRecord(value) ? value : {};
}

/** Writes an answer of the query protocol: `<SendEmailResponse><SendEmailResult>…`. */
export function encodeAnswer(
  operation: string,
  shape: Shape,
  output: unknown,
  requestId: string,
  xmlns: string,
) {
  return (
    `<${operation}Response xmlns="${escape(xmlns)}">` +
    `${encode(shape, output, `${operation}Result`)}` +
    `<ResponseMetadata><RequestId>${escape(requestId)}</RequestId></ResponseMetadata></${operation}Response>`
  );
}

/** Writes a refusal of the query protocol. */
export function encodeError(code: string, message: string, status: number, requestId: string, xmlns: string) {
  return (
    `<ErrorResponse xmlns="${escape(xmlns)}"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>` +
    `<Code>${escape(code)}</Code><Message>${escape(message)}</Message></Error>` +
    `<RequestId>${escape(requestId)}</RequestId></ErrorResponse>`
  );
}

function grow(tree: Tree, path: string[], text: string): void {
  let at = tree;
  for (const part of path) {
    const next = at.parts.get(part) ?? { parts: new Map() };
    at.parts.set(part, next);
    at = next;
  }
  at.text = text;
}

function decode(shape: Shape, tree: Tree): unknown {
  if (shape.kind === 'structure') {
    const members = [...tree.parts].map(([name, part]) => {
      const member = shape.member(name);
      return [name, member ? decode(member, part) : (part.text ?? '')];
    });
    return Object.fromEntries(members);
  }
  if (shape.kind === 'list')
    return numbered(tree.parts.get('member')).map((part) => decode(shape.item, part));
  if (shape.kind === 'map') {
    const entries = numbered(tree.parts.get('entry')).map(({ parts }) => {
      const value = parts.get('value');
      return [parts.get('key')?.text ?? '', value && decode(shape.value, value)];
    });
    return Object.fromEntries(entries);
  }
  return decodeScalar(shape.kind, tree.text);
}

function decodeScalar(kind: Shape['kind'], text: string | undefined): unknown {
  if (text === undefined) return undefined;
  // What is not a number, a boolean or a date stays text: the check then names the member.
  if (kind === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
  if (kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (kind === 'timestamp') return Number.isNaN(Date.parse(text)) ? text : Date.parse(text) / 1000;
  return text;
}

function numbered(tree: Tree | undefined): Tree[] {
  return [...(tree?.parts ?? [])].sort(([a], [b]) => Number(a) - Number(b)).map(([, part]) => part);
}

function encode(shape: Shape, value: unknown, tag: string): string {
  if (value === undefined || value === null) return '';
  return `<${tag}>${content(shape, value)}</${tag}>`;
}

function content(shape: Shape, value: unknown): string {
  if (shape.kind === 'list' && Array.isArray(value)) {
    return value.map((item) => encode(shape.item, item, 'member')).join('');
  }
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (shape.kind === 'timestamp' && typeof value === 'number') return new Date(value * 1000).toISOString();
  if (!isRecord(value)) return escape(String(value));
  const parts = Object.entries(value);
  if (shape.kind === 'map') {
    return parts
      .map(([name, part]) => `<entry><key>${escape(name)}</key>${encode(shape.value, part, 'value')}</entry>`)
      .join('');
  }
  if (shape.kind !== 'structure') return '';
  return parts.map(([name, part]) => encode(shape.member(name) ?? { kind: 'any' }, part, name)).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
