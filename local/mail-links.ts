import type { Mail } from './aws/ses/mail';

const HREF = /\bhref\s*=\s*"([^"]+)"/gi;
const ADDRESS = /https?:\/\/[^\s<>"')\]]+/g;

/** The web addresses in an email, in their order, each once: those of the HTML part first. */
export function linksOf({ html, text }: Pick<Mail, 'html' | 'text'>): string[] {
  const linked = [...(html ?? '').matchAll(HREF)].map(([, href = '']) => unescaped(href));
  const written = (text ?? '').match(ADDRESS) ?? [];
  const addresses = [...linked, ...written.map((address) => address.replace(/[.,;:]+$/, ''))];
  return [...new Set(addresses.filter((address) => /^https?:\/\//.test(address)))];
}

/** Undoes the entities that may stand in an attribute; `&amp;` last, so that nothing is undone twice. */
function unescaped(attribute: string): string {
  return attribute
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_all, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
