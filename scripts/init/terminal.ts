import { confirm, input, search } from '@inquirer/prompts';
import type { Terminal } from './fill';

/** The terminal that the command was started at. */
export function ttyTerminal(say: (line: string) => void): Terminal {
  return {
    say,
    text: (message, problemOf, suggestion) =>
      input({
        message,
        required: true,
        ...(suggestion !== undefined && { default: suggestion }),
        validate: (text) => problemOf(text.trim()) ?? true,
      }).then((text) => text.trim()),
    choose: (message, choices) =>
      search({
        message,
        source: (term = '') => choices.filter(({ name }) => name.toLowerCase().includes(term.toLowerCase())),
      }),
    yes: (message) => confirm({ message, default: false }),
  };
}
