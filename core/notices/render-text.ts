import type { Notice } from './notice';
import { oneLine, plainText } from './plain';

/** The plain-text part of a mail. */
export function renderText({ heading, paragraphs, facts, button, footer }: Notice): string {
  const blocks = [
    oneLine(heading),
    ...paragraphs.map(plainText),
    facts.map(([label, value]) => `${label}: ${indented(plainText(value))}`).join('\n'),
    `${button.label}:\n${button.url}`,
    `-- \n${plainText(footer)}`,
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Later lines of a value are set in, so that they cannot pass for a fact of their own. */
function indented(text: string): string {
  return text.replaceAll('\n', '\n    ');
}
