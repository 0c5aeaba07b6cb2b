/** What an email says, before it is HTML or text. All strings are plain text; rendering escapes them. */
export type Notice = {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Label and value, in the order in which they are shown. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly button: { readonly label: string; readonly url: string };
  /** Why this mail came, in small print. */
  readonly footer: string;
};
