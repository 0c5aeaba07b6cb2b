import { strings } from '../../shared/strings';

/** A status from the address, if it is one. */
export function knownStatus(text: string): string | undefined {
  return Object.keys(strings.requestStatus).includes(text) ? text : undefined;
}
