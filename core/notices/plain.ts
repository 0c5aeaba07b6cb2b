/**
 * Characters that could forge a header, a line or the direction of reading: controls, line and paragraph separators, bidirectional
 * overrides and zero-width marks.
 */
const FORGING = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
const FORGING_BUT_LINES = /(?!\n)[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const LONGEST_SUBJECT = 160;

/** One line without anything that could forge another. */
export function oneLine(text: string): string {
  return text.replace(FORGING, ' ').replace(/ {2,}/g, ' ').trim();
}

/** Text that may have lines, without anything else that does not show. */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(FORGING_BUT_LINES, ' ').trim();
}

/** A subject line: one line, not too long. */
export function subjectOf(text: string): string {
  const characters = Array.from(oneLine(text));
  return characters.length <= LONGEST_SUBJECT
    ? characters.join('')
    : `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is only ever text in HTML, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
